// A hash by the product and the sum of the same two scaled fractions: its bits show in which order the driver rounds.
float dice(vec2 c) {
    c = 50.0 * fract(c * 0.3183099 + vec2(0.17, 0.71));
    return fract(c.x * c.y * (c.x + c.y));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 c = floor(48.0 * fragCoord / iResolution.y);
    fragColor = vec4(dice(c), dice(c + vec2(1.0, 0.0)), dice(2.3 * c), 1.0);
}
