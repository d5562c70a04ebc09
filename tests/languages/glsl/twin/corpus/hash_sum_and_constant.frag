// Fractions of sums and products with a constant last, magnified: the driver takes the constant first.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 c = floor(32.0 * fragCoord / iResolution.y) * vec2(12.71, 26.95), s = sqrt(c) * 3.3;
    float sum = fract(61.0 * (c.x + c.y + 11.35));
    float product = fract((s.x * s.y) * 16.507);
    float shared = fract(13.0 * (s.x * s.y + s.x * c.x));
    fragColor = vec4(sum, product, shared, 1.0);
}
