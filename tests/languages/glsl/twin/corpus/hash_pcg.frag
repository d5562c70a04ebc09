// Permuted congruential generators on one, two and three words, a strip each.
uint one(uint x) {
    x = x * 747796405u + 2891336453u;
    uint shift = (x >> 28) + 4u;
    x = (x >> shift ^ x) * 277803737u;
    return x >> 22 ^ x;
}
uvec2 two(uvec2 x) {
    x = 1664525u * x + 1013904223u;
    for (int round = 0; round < 2; round++) {
        x.x += 1664525u * x.y;
        x.y += 1664525u * x.x;
        x ^= x >> 16;
    }
    return x;
}
uvec3 three(uvec3 x) {
    x = 1664525u * x + 1013904223u;
    for (int round = 0; round < 2; round++) {
        for (int k = 0; k < 3; k++) x[k] += x[(k + 1) % 3] * x[(k + 2) % 3];
        if (round == 0) x ^= x >> 16;
    }
    return x;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    uvec2 c = uvec2(fragCoord) / 4u;
    int strip = int(3.0 * fragCoord.y / iResolution.y);
    uvec3 bits = strip == 0 ? uvec3(one(c.x + 331u * c.y)) : strip == 1 ? uvec3(two(c), 1u << 31) : three(uvec3(c, 7u));
    fragColor = vec4(vec3(bits) / 4294967295.0, 1.0);
}
