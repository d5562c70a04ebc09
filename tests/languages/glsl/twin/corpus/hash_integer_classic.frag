// The old integer noise with a wrapped product on signed int, masked to 31 bits.
float noise1(int n) {
    n = (n << 13) ^ n;
    return 1.0 - float((n * (n * n * 15731 + 789221) + 1376312589) & 0x7fffffff) / 1073741824.0;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    float x = fragCoord.x / iResolution.x * 24.0;
    int i = int(x);
    float y = mix(noise1(i), noise1(i + 1), smoothstep(0.0, 1.0, fract(x)));
    float v = 2.0 * fragCoord.y / iResolution.y - 1.0;
    float line = smoothstep(0.0, 0.08, abs(v - 0.8 * y));
    fragColor = vec4(mix(vec3(1.0, 0.9, 0.2), vec3(0.1, 0.1, 0.3) + 0.2 * step(v, 0.8 * y), line), 1.0);
}
