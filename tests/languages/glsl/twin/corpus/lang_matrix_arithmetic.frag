// Matrices under + - * / with scalars and each other, component-wise product, comparison, compound assignment, negation.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.y;
    mat3 a = mat3(p.x, p.y, 0.5, 0.3, p.x * p.y, 0.2, 0.7, 0.4, p.y);
    mat3 b = mat3(0.5);
    b += 0.25;
    b *= 2.0;
    mat3 c = a + b - 0.1;
    c /= 1.5;
    mat3 d = matrixCompMult(a, c) / (b + 1.0);
    d -= -a * 0.2;
    a *= d;
    bool same = mat2(1.0) == mat2(1.0, 0.0, 0.0, 1.0), differ = a != d;
    vec3 q = a[0] + d[1] * float(differ) - c[2] * 0.3 * float(same);
    mat3 n = 1.0 - a;
    n++;
    q += 0.1 * n[2];
    fragColor = vec4(0.5 + 0.5 * sin(6.0 * q), 1.0);
}
