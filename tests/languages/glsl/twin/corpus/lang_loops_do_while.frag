// do-while and while: Euclid's algorithm on pixel coordinates, Collatz lengths with a bound.
int gcd(int a, int b) { while (b != 0) { int t = a % b; a = b; b = t; } return a; }
int collatz(int n) { int steps = 0; do { n = (n & 1) == 0 ? n >> 1 : 3 * n + 1; steps++; } while (n != 1 && steps < 40); return steps; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    ivec2 p = ivec2(fragCoord / iResolution.xy * 32.0) + 1;
    int g = gcd(p.x, p.y), s = collatz(p.x + 32 * (p.y - 1));
    fragColor = vec4(g == 1 ? 0.9 : 0.1, float(s) / 40.0, float(g) / 8.0, 1.0);
}
