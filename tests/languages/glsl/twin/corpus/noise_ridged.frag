// Ridged multifractal: 1 - |noise| squared, weighted by the previous octave.
float hash(vec2 p) { p = fract(p * vec2(0.3183, 0.3678)); return fract(31.0 * p.x * p.y * (p.x + p.y + 2.0) * 7.0); }
float noise(vec2 p) {
    vec2 i = floor(p), f = fract(p), u = f * f * (3.0 - 2.0 * f);
    float a = hash(i), b = hash(i + vec2(1, 0)), c = hash(i + vec2(0, 1)), d = hash(i + vec2(1, 1));
    return 2.0 * (a + (b - a) * u.x + (c - a) * u.y + (a - b - c + d) * u.x * u.y) - 1.0;
}
float ridged(vec2 p) {
    float sum = 0.0, amplitude = 0.5, previous = 1.0;
    for (int octave = 0; octave < 6; octave++) {
        float n = 1.0 - abs(noise(p));
        n *= n;
        sum += n * amplitude * previous;
        previous = n;
        p = p * 2.1 + 1.7;
        amplitude *= 0.5;
    }
    return sum;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float r = ridged(uv * 2.0 + 4.0);
    fragColor = vec4(r * r, r * r * r, pow(r, 4.0) + 0.1, 1.0);
}
