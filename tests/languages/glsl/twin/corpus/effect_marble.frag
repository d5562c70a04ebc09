// Marble: veins by sin of a coordinate disturbed by turbulence.
float hash(float n) { return fract(sin(n) * 43.758); }
float noise(vec2 x) {
    vec2 p = floor(x), f = fract(x);
    f = f * f * (3.0 - 2.0 * f);
    float n = p.x + p.y * 57.0;
    return mix(mix(hash(n + 0.0), hash(n + 1.0), f.x), mix(hash(n + 57.0), hash(n + 58.0), f.x), f.y);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.y * 4.0;
    float t = 0.0, f = 1.0;
    for (int i = 0; i < 5; i++, f *= 2.0) t += noise(p * f) / f;
    float vein = pow(0.5 + 0.5 * sin(2.0 * (p.x + 0.5 * p.y) + 6.0 * t), 0.35);
    fragColor = vec4(mix(vec3(0.25, 0.3, 0.35), vec3(0.96, 0.94, 0.92), vein), 1.0);
}
