// matrixCompMult, outerProduct, transpose, determinant, inverse in one expression each, as functions of the pixel.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.xy;
    mat2 o = outerProduct(p, vec2(1.0 - p.y, p.x));
    mat3 t = outerProduct(vec3(p, 0.3), vec3(0.2, p.yx)) + mat3(1.0);
    mat2 m = matrixCompMult(o, mat2(1.0, 2.0, 3.0, 4.0));
    float d = determinant(t) * 0.4 + determinant(m + mat2(0.5));
    vec3 v = inverse(t) * vec3(p, 1.0) + transpose(t)[1] * 0.3;
    fragColor = vec4(fract(d), 0.5 * v.y + m[1].x * 0.3, fract(3.0 * (v.x + v.z)), 1.0);
}
