// Mandelbrot set: escape counts made smooth by the logarithm of the logarithm of the radius, early break.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 c = (fragCoord - vec2(0.7, 0.5) * iResolution.xy) / iResolution.y * 2.5, z = c;
    float square = 0.0;
    int count = 0;
    for (; count < 40; count++) {
        square = z.x * z.x + z.y * z.y;
        if (square > 100.0) break;
        z = vec2((z.x - z.y) * (z.x + z.y), 2.0 * z.x * z.y) + c;
    }
    vec3 ink = vec3(0.03, 0.0, 0.08);
    if (count < 40) {
        float smooth_ = float(count) + 1.0 - log2(0.5 * log2(square));
        ink = 0.5 - 0.5 * cos(0.3 * smooth_ * vec3(1.0, 0.8, 0.6));
    }
    fragColor = vec4(ink, 1.0);
}
