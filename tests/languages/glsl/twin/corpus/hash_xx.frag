// The rounds of xxHash on two words, rotations by shifts, drawn as static of four sizes.
uint turned(uint x, int by) { return x << by | x >> (32 - by); }
uint digest(uvec2 words) {
    uint h = 374761393u + 8u;
    for (int k = 0; k < 2; k++) h = turned(h + words[k] * 3266489917u, 17) * 668265263u;
    h ^= h >> 15;
    h *= 2246822519u;
    h ^= h >> 13;
    h *= 3266489917u;
    return h ^ h >> 16;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    int size = 1 << int(1.0 + 4.0 * fragCoord.x / iResolution.x);
    uint bits = digest(uvec2(ivec2(fragCoord) / size));
    fragColor = vec4(vec3(uvec3(bits) >> uvec3(0, 8, 16) & 255u) / 255.0, 1.0);
}
