// Circles in circles: the plane wrapped into [-1, 1] and turned inside out, eight times, smallest radius met as a colour.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 z = (fragCoord - 0.5 * iResolution.xy) / iResolution.y * 1.9 + vec2(0.17, 0.31);
    float grown = 1.0, least = 4.0;
    for (int k = 0; k < 8; k++) {
        z -= 2.0 * floor(0.5 * z + 0.5);
        float square = max(dot(z, z), 0.06), by = 1.25 / square;
        least = min(least, square);
        z *= by;
        grown *= by;
    }
    float line = pow(50.0 * min(abs(z.x), abs(z.y)) / grown, 0.4);
    fragColor = vec4(mix(vec3(0.95, 0.55, 0.2), vec3(0.15, 0.4, 0.7), clamp(least, 0.0, 1.0)) * clamp(line, 0.0, 1.0), 1.0);
}
