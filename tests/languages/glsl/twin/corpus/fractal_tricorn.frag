// Tricorn (conjugate square) and a cubic Multibrot side by side: the power chosen by the pixel's half.
vec2 square(vec2 z) { return vec2(z.x * z.x - z.y * z.y, 2.0 * z.x * z.y); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    bool left = fragCoord.x < 0.5 * iResolution.x;
    vec2 q = vec2(mod(fragCoord.x, 0.5 * iResolution.x), fragCoord.y);
    vec2 c = (q - vec2(0.25, 0.5) * iResolution.xy) / iResolution.y * (left ? 3.6 : 2.6);
    vec2 z = vec2(0.0);
    float escaped = -1.0;
    for (int i = 0; i < 24; i++) {
        if (left) {
            z = square(vec2(z.x, -z.y)) + c;
        } else {
            vec2 s = square(z);
            z = vec2(s.x * z.x - s.y * z.y, s.x * z.y + s.y * z.x) + c;
        }
        if (length(z) > 4.0) { escaped = float(i); break; }
    }
    vec3 col = escaped < 0.0 ? vec3(0.0) : 0.5 + 0.5 * sin(escaped * 0.5 + vec3(1.0, 2.0, 4.0));
    fragColor = vec4(col, 1.0);
}
