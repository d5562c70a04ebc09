// xxhash32 of two words with rotations written by shifts, drawn as static of three sizes.
uint rotl(uint x, int r) { return (x << r) | (x >> (32 - r)); }
uint xxhash32(uvec2 p) {
    const uint PRIME32_2 = 2246822519U, PRIME32_3 = 3266489917U;
    const uint PRIME32_4 = 668265263U, PRIME32_5 = 374761393U;
    uint h32 = p.y + PRIME32_5 + p.x * PRIME32_3;
    h32 = PRIME32_4 * rotl(h32, 17);
    h32 = PRIME32_2 * (h32 ^ (h32 >> 15));
    h32 = PRIME32_3 * (h32 ^ (h32 >> 13));
    return h32 ^ (h32 >> 16);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    uint n = 1u << uint(floor(fragCoord.x / iResolution.x * 4.0) + 1.0);
    uint bits = xxhash32(uvec2(fragCoord) / n);
    fragColor = vec4(vec3((uvec3(bits) >> uvec3(0, 8, 16)) & 255u) / 255.0, 1.0);
}
