// Herringbone parquet: integer coordinates of half planks, modulo with negatives made positive.
int imod(int a, int n) { return ((a % n) + n) % n; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y * 12.0;
    p = vec2(p.x + p.y, p.y - p.x) * 0.70710678;
    ivec2 c = ivec2(floor(p));
    vec2 f = p - vec2(c);
    int k = imod(c.x - c.y, 4);
    bool across = k < 2;
    vec2 q = across ? vec2(f.x + float(k), f.y) : vec2(f.y + float(3 - k), f.x);
    vec2 size = vec2(2.0, 1.0);
    vec2 border = min(q, size - q);
    float gap = smoothstep(0.02, 0.09, min(border.x, border.y));
    float grain = 0.9 + 0.1 * sin(q.y * 25.0 + 3.0 * sin(q.x * 2.0));
    vec3 wood = across ? vec3(0.72, 0.48, 0.28) : vec3(0.58, 0.36, 0.2);
    fragColor = vec4(wood * grain * mix(0.35, 1.0, gap), 1.0);
}
