// radians degrees sin cos tan asin acos atan (one and two arguments) sinh cosh tanh asinh acosh atanh, a curve per strip.
float f(int k, float x) {
    if (k == 0) return sin(x * 3.0);
    if (k == 1) return cos(degrees(x) * 0.05);
    if (k == 2) return tan(x) * 0.5;
    if (k == 3) return asin(clamp(x, -1.0, 1.0)) * 0.6;
    if (k == 4) return acos(clamp(x, -1.0, 1.0)) * 0.3;
    if (k == 5) return atan(x * 3.0);
    if (k == 6) return atan(x, -0.5) * 0.3;
    if (k == 7) return sinh(x) * 0.6;
    if (k == 8) return cosh(x) - 1.2;
    if (k == 9) return tanh(x * 2.0);
    if (k == 10) return asinh(x * 2.0) * 0.6;
    if (k == 11) return acosh(1.0 + abs(x)) * 0.7;
    if (k == 12) return atanh(clamp(x, -0.95, 0.95)) * 0.5;
    return sin(radians(x * 180.0));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 g = fragCoord / iResolution.xy * vec2(4.0, 4.0);
    int k = int(g.x) + 4 * int(g.y);
    vec2 p = 2.6 * (fract(g) - 0.5);
    float y = f(k, p.x);
    fragColor = vec4(mix(0.5 + 0.5 * cos(float(k) + vec3(0, 2, 4)), vec3(0.97), smoothstep(0.0, 0.12, abs(p.y - y))) - 0.2 * clamp(y, -1.0, 1.0), 1.0);
}
