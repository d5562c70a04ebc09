// Constant arrays of float, vec3, ivec2 and bool; sizes given, implied and by .length().
const float heights[] = float[](0.2, 0.5, 0.35, 0.8, 0.6);
const vec3 inks[3] = vec3[3](vec3(0.9, 0.4, 0.3), vec3(0.3, 0.7, 0.5), vec3(0.3, 0.4, 0.8));
const ivec2 steps[4] = ivec2[](ivec2(1, 0), ivec2(0, 1), ivec2(-1, 0), ivec2(0, -1));
const bool on[5] = bool[5](true, false, true, true, false);
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    int i = int(uv.x * float(heights.length()));
    vec3 c = vec3(0.95);
    if (uv.y < heights[i]) c = inks[i % inks.length()];
    if (on[i] && uv.y < 0.1) c *= 0.4;
    ivec2 at = ivec2(4, 12);
    for (int k = 0; k < 12; k++) {
        at += steps[(k * k + k / 3) % steps.length()];
        if (ivec2(uv * 16.0) == at) c = vec3(0.1);
    }
    fragColor = vec4(c, 1.0);
}
