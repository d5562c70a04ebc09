// Wang's mixing of 32 bits as the step of a generator: an inout seed walks through nine draws per cell.
float draw(inout uint seed) {
    seed = seed ^ 61u ^ seed >> 16;
    seed += seed << 3;
    seed ^= seed >> 4;
    seed = seed * 668265261u;
    seed ^= seed >> 15;
    return float(seed) / 4294967296.0;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    ivec2 cell = ivec2(fragCoord) >> 3;
    uint seed = uint(cell.x + 71 * cell.y + 1);
    vec3 ink = vec3(0.0);
    for (int k = 0; k < 9; k++) ink[k % 3] += draw(seed) / 3.0;
    fragColor = vec4(ink, 1.0);
}
