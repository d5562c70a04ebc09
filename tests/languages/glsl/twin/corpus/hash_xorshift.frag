// A xorshift generator in a global state, stepped by calls; Monte Carlo of a disc in a small loop.
uint state;
float next() {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    return float(state >> 8) * (1.0 / 16777216.0);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    state = uint(fragCoord.x) * 1664525u + uint(fragCoord.y) * 22695477u + 12345u;
    next(); next();
    vec2 uv = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float hits = 0.0;
    for (int i = 0; i < 8; i++) {
        vec2 jitter = vec2(next(), next()) - 0.5;
        hits += float(length(uv + jitter * 0.25) < 0.3);
    }
    fragColor = vec4(vec3(hits / 8.0), 1.0) * vec4(1.0, 0.8, 0.5, 1.0);
}
