// Ridges: one minus the absolute noise, squared, each octave weighted by the one before.
float dice(vec2 c) { c = fract(c * vec2(0.2137, 0.3391) + 0.13); c += dot(c, c.yx + 17.7); return fract(c.x * c.y); }
float signed_(vec2 q) {
    vec2 c = floor(q), w = smoothstep(0.0, 1.0, q - c);
    vec2 left = vec2(dice(c), dice(c + vec2(0, 1))), right = vec2(dice(c + vec2(1, 0)), dice(c + 1.0));
    vec2 rows = left + w.x * (right - left);
    return 2.0 * mix(rows.x, rows.y, w.y) - 1.0;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = 3.5 * fragCoord / iResolution.y;
    float height = 0.0, size = 0.5, weight = 1.0;
    for (int octave = 0; octave < 6; octave++, size *= 0.5, q = 2.1 * q + 1.7) {
        float ridge = 1.0 - abs(signed_(q));
        ridge *= ridge;
        height += ridge * size * weight;
        weight = ridge;
    }
    fragColor = vec4(height * height, height * height * height, pow(height, 4.0) + 0.1, 1.0);
}
