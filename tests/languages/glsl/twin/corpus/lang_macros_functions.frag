// Function-like macros: arguments used twice, nested calls, macros as statements, commas inside brackets, line continuation.
#define sq(x) ((x) * (x))
#define len2(v) (sq((v).x) + sq((v).y))
#define rotate(p, a) p = cos(a) * p + sin(a) * vec2(p.y, -p.x)
#define swap(a, b) { vec2 tmp = a; a = b; b = tmp; }
#define LAYER(dist, ink)                         \
    {                                            \
        float m = smoothstep(0.0, 0.02, (dist)); \
        col = mix(ink, col, m);                  \
    }
#define repeat(i, n) for (int i = 0; i < n; i++)
#define max3(a, b, c) max(a, max(b, c))
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y, q = p.yx * 1.5;
    vec3 col = vec3(0.95, 0.9, 0.8);
    swap(p, q);
    rotate(p, 0.5);
    LAYER(sqrt(len2(p)) - 0.5, vec3(0.2, 0.3, 0.5))
    repeat(k, 3) {
        rotate(q, 2.0943951);
        LAYER(max3(abs(q.x) - 0.05, q.y - 0.4, -q.y), mix(vec3(0.9, 0.2, 0.2), vec3(0.95, 0.8, 0.2), float(k) * 0.5))
    }
    LAYER(sqrt(len2(q)) - sq(0.35), vec3(1.0))
    fragColor = vec4(col, 1.0);
}
