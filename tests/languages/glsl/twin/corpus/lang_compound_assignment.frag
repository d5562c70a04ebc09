// Every compound assignment: += -= *= /= %= <<= >>= &= |= ^=, their values, and chained =.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    ivec2 p = ivec2(fragCoord / iResolution.xy * 32.0);
    int a = p.x, b, c;
    b = c = p.y;
    a += 3; b *= a; c -= 5; b /= 3; b %= 17;
    a <<= 2; a ^= b; a &= 0x3F; a |= 8; c >>= 1;
    uint u = uint(p.x * 7 + p.y);
    u %= 13u; u <<= 1u; u |= 1u;
    float f = 1.0, g = (f /= 2.0) + (f -= 0.25);
    ivec2 v = p;
    v *= 2; v >>= 1; v ^= p.yx; v &= 15; v <<= ivec2(1, 0);
    fragColor = vec4(float(a) / 63.0, float(b) / 17.0 * g + float(v.x) / 60.0, float(u) / 30.0 + 0.01 * float(c), 1.0);
}
