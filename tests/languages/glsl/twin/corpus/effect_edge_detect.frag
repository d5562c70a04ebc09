// Sobel filter of a procedural picture: 3 x 3 kernel as mat3, weights by dynamic index.
float picture(vec2 p) { return smoothstep(0.0, 0.03, sin(p.x * 14.0) + sin(p.y * 11.0 + 2.0 * sin(p.x * 5.0))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    const mat3 gx = mat3(-1, -2, -1, 0, 0, 0, 1, 2, 1);
    mat3 gy = transpose(gx);
    vec2 s = vec2(0.0);
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            float v = picture((fragCoord + vec2(i - 1, j - 1)) / iResolution.y);
            s += v * vec2(gx[i][j], gy[i][j]);
        }
    float edge = clamp(length(s) * 0.4, 0.0, 1.0);
    fragColor = vec4(mix(vec3(0.08, 0.1, 0.15), vec3(0.4, 1.0, 0.8), edge), 1.0);
}
