// pow of negative numbers with exponents written as constants: whole ones, which drivers unroll, and 0.0.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float a = pow(p.x, 2.0) + pow(p.y, 2.0), b = pow(p.x * 2.0, 3.0), c = pow(p.y * 2.0, 4.0);
    fragColor = vec4(0.3 + 0.6 * sqrt(a), 0.5 + b * 0.4, c + 0.1 * pow(p.x, 1.0), 1.0);
}
