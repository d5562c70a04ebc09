// pow of negative numbers with the exponents 2.0 and 0.0 written as constants, which drivers unroll to products and to one.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float a = pow(p.x, 2.0) + pow(p.y, 2.0);
    vec2 b = pow(2.0 * p + 0.3, vec2(2.0));
    fragColor = vec4(0.1 + 0.9 * sqrt(a), 0.7 * b, 1.0);
}
