// inverse, determinant and transpose of mat2, mat3, mat4: the residual of M * inverse(M) is grey, determinants are lines.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = 2.0 * fragCoord / iResolution.xy - 1.0;
    mat2 m2 = mat2(1.5 + p.x, 0.3, p.y, 1.2);
    mat3 m3 = mat3(2.0, p.x, 0.1, p.y, 1.8, 0.4, 0.2, -p.x, 2.2);
    mat4 m4 = mat4(2.5, 0.1, p.x, 0.0, 0.3, 2.0, p.y, 0.2, -p.y, 0.4, 2.2, 0.1, 0.2, p.x, 0.3, 1.9);
    vec2 a = inverse(m2) * p;
    vec3 b = inverse(m3) * vec3(p, 1.0);
    vec4 c = vec4(p, 0.5, 1.0) * inverse(transpose(m4));
    float det = determinant(m2) * 0.2 + determinant(m3) * 0.05 + determinant(m4) * 0.01;
    vec3 residual = (m3 * inverse(m3))[1];
    fragColor = vec4(0.5 + 0.5 * vec3(a.x, b.y, c.z) + 0.2 * sin(40.0 * det) + (residual - vec3(0, 1, 0)), 1.0);
}
