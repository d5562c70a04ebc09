// Matrices from a scalar, from vectors of mixed sizes, from larger and smaller matrices, and read by m[i][j] and m[i].yx.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = 2.0 * fragCoord / iResolution.xy - 1.0;
    mat4 big = mat4(vec3(p, 0.3), 0.1, vec2(0.4, p.x), vec2(p.y, 0.2), 0.5, vec3(p.y, p.x, 0.6), vec4(0.7, p, 1.0));
    mat3 cut = mat3(big);
    mat2 small = mat2(cut);
    mat4 grown = mat4(small);
    mat2x3 tall = mat2x3(big);
    vec4 diagonal = vec4(grown[0][0], grown[1][1], grown[2][2], grown[3][3]);
    vec3 c = vec3(cut[1].yx, tall[1].z) + diagonal.xyz * vec3(0.5, 0.5, 0.1);
    c.r += mat2(3.0)[1][1] * 0.1;
    for (int i = 0; i < 4; i++) c += 0.06 * big[i].wzy;
    fragColor = vec4(0.5 + 0.5 * cos(5.0 * c), 1.0);
}
