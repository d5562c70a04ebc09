// The comma operator: in declarations' initialisers by brackets, in statements, in for, and its value.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.xy;
    float a = 0.1, b = (a += p.x, a * 2.0), c;
    c = a, c += b, c *= p.y;
    int n = (b > 1.0, 3);
    for (int i = 0; i < n; a *= 0.9, b -= 0.1, i++) c += a, c -= 0.05;
    float d = p.x > 0.5 ? (c += 0.2, c) : (c -= 0.1, 0.5 * c);
    fragColor = vec4(a + d, b, c, 1.0);
}
