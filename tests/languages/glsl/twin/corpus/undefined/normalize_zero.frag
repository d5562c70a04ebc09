// normalize of the zero vector, atan of two zeros and 0 / 0, each in its own part and kept from view by a comparison.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = floor((fragCoord - 0.5 * iResolution.xy) / 8.0);
    vec2 n = normalize(p);
    float a = p == vec2(0.0) ? 0.0 : atan(p.y, p.x), q = p.x / p.y;
    if (!(abs(n.x) <= 1.0)) n = vec2(1.0);
    fragColor = vec4(0.5 + 0.5 * n, q > 0.5 ? 0.9 : 0.5 + 0.1 * a, 1.0);
}
