// Mandelbrot by its distance estimate: the derivative runs along, gray by pow of the distance.
float distanceToMandelbrot(in vec2 c) {
    float c2 = dot(c, c);
    if (256.0 * c2 * c2 - 96.0 * c2 + 32.0 * c.x - 3.0 < 0.0) return 0.0;
    if (16.0 * (c2 + 2.0 * c.x + 1.0) - 1.0 < 0.0) return 0.0;
    float di = 1.0, m2 = 0.0;
    vec2 z = vec2(0.0), dz = vec2(0.0);
    for (int i = 0; i < 40; i++) {
        if (m2 > 1024.0) { di = 0.0; break; }
        dz = 2.0 * vec2(z.x * dz.x - z.y * dz.y, z.x * dz.y + z.y * dz.x) + vec2(1.0, 0.0);
        z = vec2(z.x * z.x - z.y * z.y, 2.0 * z.x * z.y) + c;
        m2 = dot(z, z);
    }
    float d = 0.5 * sqrt(dot(z, z) / dot(dz, dz)) * log(dot(z, z));
    return di > 0.5 ? 0.0 : d;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float zoo = 0.9;
    vec2 c = vec2(-0.75, 0.25) + p * zoo;
    float d = clamp(pow(4.0 * distanceToMandelbrot(c) / zoo, 0.3), 0.0, 1.0);
    fragColor = vec4(vec3(d, d * d, 0.3 + 0.6 * d), 1.0);
}
