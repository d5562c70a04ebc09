// Prototypes before definitions, with unnamed parameters, called across each other in any order.
float even(float, int);
float odd(float x, int n);
vec3 ink(float);
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.y * 4.0;
    fragColor = vec4(ink(even(p.x, 3) + odd(p.y, 2)), 1.0);
}
float step3(float x) { return 0.5 + 0.5 * sin(3.0 * x); }
float odd(float x, int n) { return n > 0 ? step3(x) * 0.5 + step3(x + float(n)) : step3(x); }
float even(float x, int n) { return n > 0 ? odd(x + 0.5, n - 1) * 0.7 + step3(2.0 * x) : step3(-x); }
vec3 ink(float t) { return 0.5 + 0.5 * cos(3.0 * t + vec3(0.0, 1.0, 2.0)); }
