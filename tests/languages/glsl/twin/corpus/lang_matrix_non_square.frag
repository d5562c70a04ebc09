// All non-square matrices: products of unlike shapes, vector times matrix, transposes, outerProduct.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.xy;
    mat2x3 a = mat2x3(p.x, 0.2, 0.3, 0.4, p.y, 0.6);
    mat3x2 b = transpose(a);
    mat2x2 ab = b * a;
    mat3x3 ba = a * b;
    mat4x2 c = mat4x2(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, p.x);
    mat2x4 d = transpose(c);
    mat4x3 e = a * c;
    mat3x4 f = outerProduct(vec4(p, 1.0 - p), vec3(0.3, 0.5, 0.7));
    vec3 u = a * p + ba * vec3(0.1, 0.2, 0.3);
    vec2 v = vec3(0.4, 0.3, 0.2) * a + ab * p;
    vec4 w = d * v + f * u * 0.2;
    vec3 x = e * w * 0.1 + w * f * 0.1;
    fragColor = vec4(fract(vec3(u.x + x.x, v.y + x.y, w.z + x.z) * 1.5), 1.0);
}
