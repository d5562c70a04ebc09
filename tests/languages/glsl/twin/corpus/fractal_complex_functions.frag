// Complex functions: exp, log, sin and a Blaschke-like quotient drawn by domain colouring.
vec2 cexp(vec2 z) { return exp(z.x) * vec2(cos(z.y), sin(z.y)); }
vec2 csin(vec2 z) { return vec2(sin(z.x) * cosh(z.y), cos(z.x) * sinh(z.y)); }
vec2 cdiv(vec2 a, vec2 b) { return vec2(dot(a, b), a.y * b.x - a.x * b.y) / max(dot(b, b), 1e-4); }
vec2 clog(vec2 z) { return vec2(0.5 * log(dot(z, z) + 1e-8), atan(z.y, z.x)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 g = 2.0 * fragCoord / iResolution.xy;
    vec2 z = (fract(g) - 0.5) * 4.0 + vec2(0.013, 0.017);
    vec2 w = g.x < 1.0 ? (g.y < 1.0 ? cexp(z) : csin(z)) : (g.y < 1.0 ? clog(z) : cdiv(z - vec2(1, 0), z + vec2(0.5, 0.5)));
    float arg = atan(w.y, w.x), m = log2(length(w) + 1e-4);
    vec3 hue = 0.5 + 0.5 * cos(arg - vec3(0.0, 2.1, 4.2));
    fragColor = vec4(hue * (0.6 + 0.4 * fract(m)), 1.0);
}
