// Mandelbrot set with smooth colouring by log2 of log2, early break.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 c = (fragCoord - 0.5 * iResolution.xy) / iResolution.y * 2.6 - vec2(0.6, 0.0);
    vec2 z = vec2(0.0);
    float n = 0.0;
    for (int i = 0; i < 40; i++) {
        z = vec2(z.x * z.x - z.y * z.y, 2.0 * z.x * z.y) + c;
        if (dot(z, z) > 256.0) break;
        n += 1.0;
    }
    vec3 col = vec3(0.0);
    if (n < 39.5) {
        float sn = n - log2(log2(dot(z, z))) + 4.0;
        col = 0.5 + 0.5 * cos(3.0 + sn * 0.25 + vec3(0.0, 0.6, 1.0));
    }
    fragColor = vec4(col, 1.0);
}
