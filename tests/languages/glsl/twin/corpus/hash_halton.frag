// Radical inverse by a while loop on int (Halton points 2, 3), plotted as a scatter of 48 discs.
float halton(int base, int index) {
    float result = 0.0, digit = 1.0;
    while (index > 0) {
        digit /= float(base);
        result += digit * float(index % base);
        index = index / base;
    }
    return result;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    float d = 1.0;
    int which = 0;
    for (int i = 1; i <= 48; i++) {
        float e = distance(uv, vec2(halton(2, i), halton(3, i)));
        if (e < d) { d = e; which = i; }
    }
    vec3 tint = 0.6 + 0.4 * cos(float(which) + vec3(0, 2, 4));
    fragColor = vec4(mix(tint, vec3(0.95) - 2.0 * d * d, smoothstep(0.02, 0.03, d)), 1.0);
}
