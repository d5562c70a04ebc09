// Bits counted, reversed and interleaved by hand: Gray code, parity, Morton order of the pixel.
int ones(uint v) { int n = 0; while (v != 0u) { v &= v - 1u; n++; } return n; }
uint reverse(uint v) {
    v = ((v >> 1) & 0x55555555u) | ((v & 0x55555555u) << 1);
    v = ((v >> 2) & 0x33333333u) | ((v & 0x33333333u) << 2);
    v = ((v >> 4) & 0x0F0F0F0Fu) | ((v & 0x0F0F0F0Fu) << 4);
    return (v >> 8 & 0x00FF00FFu | (v & 0x00FF00FFu) << 8) >> 16 | (v >> 8 & 0x00FF00FFu | (v & 0x00FF00FFu) << 8) << 16;
}
uint spread(uint x) { x = (x | x << 4) & 0x0F0Fu; x = (x | x << 2) & 0x3333u; return (x | x << 1) & 0x5555u; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    uvec2 p = uvec2(fragCoord / iResolution.xy * 32.0);
    uint morton = spread(p.x) | spread(p.y) << 1, gray = p.x ^ p.x >> 1;
    fragColor = vec4(float(morton) / 1023.0, float(ones(gray ^ p.y) & 1), float(reverse(p.x * 32u + p.y) >> 22u) / 1023.0, 1.0);
}
