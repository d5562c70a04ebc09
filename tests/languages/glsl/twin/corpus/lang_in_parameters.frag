// in, const in, and unused parameters; a parameter used as a local; arguments evaluated from the left.
int order = 0;
int next() { return ++order; }
float weigh(const in float a, in float b, float unused) { b += a; return b * 0.5; }
int digits(int a, int b, int c) { return 100 * a + 10 * b + c; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    float w = weigh(uv.x, uv.y, 0.0);
    int d = digits(next(), next(), next());
    fragCoord *= 0.25;
    vec2 cell = floor(fragCoord / 4.0);
    fragColor = vec4(w, float(d) / 256.0 * uv.x, mod(cell.x + cell.y, 2.0) * 0.6, 1.0);
}
