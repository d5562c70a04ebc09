// Newton's method on z^3 - 1: basins by nearest root, shade by the step at which it settled.
vec2 cmul(vec2 a, vec2 b) { return mat2(a, -a.y, a.x) * b; }
vec2 cdiv(vec2 a, vec2 b) { return vec2(dot(a, b), a.y * b.x - a.x * b.y) / dot(b, b); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 z = (2.0 * fragCoord - iResolution.xy) / iResolution.y * 1.4;
    const vec2 roots[3] = vec2[](vec2(1.0, 0.0), vec2(-0.5, 0.8660254), vec2(-0.5, -0.8660254));
    int i;
    for (i = 0; i < 16; ++i) {
        vec2 z2 = cmul(z, z);
        vec2 dz = cdiv(cmul(z2, z) - vec2(1.0, 0.0), 3.0 * z2);
        z -= dz;
        if (dot(dz, dz) < 1e-4) break;
    }
    int best = 0;
    for (int k = 1; k < 3; ++k)
        if (distance(z, roots[k]) < distance(z, roots[best])) best = k;
    vec3 col = vec3(best == 0, best == 1, best == 2) * 0.6 + 0.3;
    fragColor = vec4(col * pow(0.88, float(i)), 1.0);
}
