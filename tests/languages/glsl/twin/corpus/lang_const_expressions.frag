// const locals and globals folded from built-ins and constructors, used as array sizes, case labels and loop bounds.
const int COUNT = int(sqrt(16.0)) + 1;
const vec3 UP = normalize(vec3(0.0, 2.0, 1.0));
const mat2 HALF_TURN = mat2(cos(radians(180.0)), 0.0, 0.0, -1.0);
const float TABLE[COUNT] = float[COUNT](0.1, 0.3, 0.5, 0.7, 0.9);
const uint MASK = (1u << 4) - 1u;
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    const float k = 2.0 * TABLE[2];
    const int middle = COUNT / 2;
    vec2 uv = HALF_TURN * (fragCoord / iResolution.xy - 0.5) + 0.5;
    float sums[COUNT + 1];
    sums[0] = 0.0;
    for (int i = 0; i < COUNT; i++) sums[i + 1] = sums[i] + TABLE[i] * uv.x;
    int row = int(uv.y * float(COUNT));
    float v = sums[row + 1] * 0.4;
    switch (row) {
    case middle: v = 1.0 - v; break;
    case COUNT - 1: v = k * v; break;
    }
    fragColor = vec4(v, UP.y * uv.y, float(uint(fragCoord.x) & MASK) / 15.0 * UP.z, 1.0);
}
