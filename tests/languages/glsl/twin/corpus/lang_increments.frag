// ++ and -- before and after, on int, float, vectors and matrices; values used in the same expression.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    int i = int(uv.x * 8.0), j = i++;
    int k = ++i + j--;
    float f = uv.y;
    float g = f++ * 0.3 + --f;
    vec3 v = vec3(uv, 0.5), w = v++;
    w += --v;
    ivec2 n = ivec2(i, j);
    n--;
    mat2 m = mat2(0.5);
    m++;
    uint u = uint(k);
    u++;
    fragColor = vec4(fract(float(k) * 0.07 + w.x * 0.3), fract(g * 0.5 + m[0].y * uv.x), float(n.x * n.y) / 60.0 + 0.01 * float(u), 1.0);
}
