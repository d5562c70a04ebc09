// Wang hash with int-typed shifts and mixed hex constants; seeds walk through a loop.
uint wang_hash(inout uint seed) {
    seed = (seed ^ 61u) ^ (seed >> 16);
    seed *= 9u;
    seed = seed ^ (seed >> 4);
    seed *= 0x27d4eb2du;
    seed = seed ^ (seed >> 15);
    return seed;
}
float random(inout uint state) { return float(wang_hash(state)) / 4294967296.0; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    ivec2 cell = ivec2(fragCoord) / 8;
    uint seed = uint(cell.x * 1973 + cell.y * 9277 + 2699) | 1u;
    vec3 sum = vec3(0);
    for (int i = 0; i < 3; ++i) sum += vec3(random(seed), random(seed), random(seed));
    fragColor = vec4(sum / 3.0, 1);
}
