// for heads of every kind: empty parts, commas, two variables, counting down, float steps, a declaration in the condition's place.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.xy;
    float a = 0.0, b = 0.0, c = 0.0;
    int i = 0;
    for (; i < 4; ) { a += 0.1 * p.x; i++; }
    for (int j = 0, k = 9; j < k; j++, k--) b += 0.02 * float(k - j) * p.y;
    for (float f = 1.0; f > 0.05; f *= 0.5) c += f * sin(20.0 * f * p.x) * 0.3;
    for (int j = 5; j-- > 0; ) a += 0.04 * float(j) * p.y;
    for (uint u = 0u; u < 6u; u += 2u) b += 0.05 * float(u) * p.x;
    for (float x = p.x, y = p.y; x + y < 3.0; x += 0.4, y += 0.3) c += 0.03;
    for (i = 7; ; --i) { if (i < 3) break; a -= 0.01; }
    fragColor = vec4(a, b, c, 1.0);
}
