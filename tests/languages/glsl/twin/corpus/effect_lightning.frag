// A bolt along a noisy line: 1 / |distance| glow, two branches by a function called with different seeds.
float rnd(float n) { return fract(fract(n * 0.1031) * 37.7 + fract(n * 0.7137) * 11.3); }
float wiggle(float y, float seed) {
    float a = 0.3, f = 3.0, x = 0.0;
    for (int i = 0; i < 5; i++) {
        float k = y * f + seed * 7.0;
        x += a * (mix(rnd(floor(k)), rnd(floor(k) + 1.0), smoothstep(0.0, 1.0, fract(k))) - 0.5);
        a *= 0.5; f *= 2.1;
    }
    return x;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    float main_ = abs(p.x - wiggle(p.y + 1.0, 1.0));
    float fork = p.y < 0.1 ? abs(p.x - wiggle(p.y + 1.0, 2.0) - 0.5 * (0.1 - p.y)) : 10.0;
    float glow = 0.006 / (main_ + 0.002) + 0.003 / (fork + 0.002);
    fragColor = vec4(vec3(0.5, 0.6, 1.0) * glow + vec3(0.03, 0.02, 0.08), 1.0);
}
