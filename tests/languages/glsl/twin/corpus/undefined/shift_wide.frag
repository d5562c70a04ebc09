// float to uint of negatives and shifts by more than 31, through masks that keep what is defined visible.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    ivec2 p = ivec2(fragCoord / iResolution.xy * 40.0);
    int wide = p.x, a = 0x5A5A5A5A >> (wide & 31);
    uint b = 1u << uint(p.y), c = p.y < 32 ? b : 0u;
    fragColor = vec4(float(a & 1), c == 0u ? 0.8 : 0.2 + 0.01 * float(p.y), float(p.x ^ p.y) / 64.0, 1.0);
}
