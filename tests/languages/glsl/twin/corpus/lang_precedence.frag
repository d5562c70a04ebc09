// Operators of neighbouring precedence without brackets: shifts and sums, & and ==, ! and ^^, unary minus, % and *, ?: and =.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    ivec2 p = ivec2(fragCoord / iResolution.xy * 16.0);
    int x = p.x, y = p.y;
    int a = x + y << 1, b = x & 3 + y, c = x | y & 5 ^ 2, d = -x * 2 + y % 3 * 4, e = 7 - 3 - 2 * x / 3 % 5;
    bool f = x < y == x + 1 > 3, g = !f ^^ x > 4 && y < 9 || x == y, k = x % 2 == 0 != (y % 2 == 0);
    float r = float(a) / 64.0, q = g ? r = 0.3 + r, r : r - 0.1;
    fragColor = vec4(q + float(b) / 32.0, float(c) / 30.0 + (f ? 0.2 : 0.0), float(d & 15) / 20.0 + float(e & 7) / 30.0 + (k ? 0.1 : 0.0), 1.0);
}
