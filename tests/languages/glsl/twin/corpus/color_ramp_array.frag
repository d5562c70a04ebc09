// Gradient by stops: arrays of positions and colours searched in a loop.
const int STOPS = 6;
const float at[STOPS] = float[STOPS](0.0, 0.15, 0.4, 0.55, 0.8, 1.0);
const vec3 ink[STOPS] = vec3[STOPS](vec3(0.0, 0.0, 0.2), vec3(0.1, 0.2, 0.8), vec3(0.1, 0.8, 0.7), vec3(1.0, 1.0, 0.4), vec3(0.9, 0.3, 0.1), vec3(0.3, 0.0, 0.0));
vec3 ramp(float t) {
    for (int i = 1; i < STOPS; i++)
        if (t < at[i]) return mix(ink[i - 1], ink[i], (t - at[i - 1]) / (at[i] - at[i - 1]));
    return ink[STOPS - 1];
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float field = 0.5 + 0.25 * sin(9.0 * p.x + 2.0 * sin(5.0 * p.y)) + 0.25 * cos(7.0 * length(p - 0.1));
    fragColor = vec4(ramp(field), 1.0);
}
