// Voronoi under three metrics (Manhattan, Chebyshev, Minkowski) in three strips.
float metric(vec2 v, int kind) {
    vec2 a = abs(v);
    if (kind == 0) return a.x + a.y;
    if (kind == 1) return max(a.x, a.y);
    return pow(a.x * a.x * a.x + a.y * a.y * a.y, 1.0 / 3.0);
}
vec2 point_of(vec2 cell) {
    vec3 q = fract(cell.xyx * vec3(0.1731, 0.1379, 0.2117) + 0.3);
    q += dot(q, q.zxy + 7.13);
    return fract(q.xz * q.y);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    int kind = int(3.0 * fragCoord.x / iResolution.x);
    vec2 p = fragCoord / iResolution.y * 8.0;
    float nearest = 100.0, owner = 0.0;
    for (int i = 0; i < 9; i++) {
        vec2 cell = floor(p) + vec2(i % 3 - 1, i / 3 - 1);
        vec2 where_ = cell + point_of(cell);
        float d = metric(where_ - p, kind);
        if (d < nearest) {
            nearest = d;
            owner = point_of(cell + 31.0).x;
        }
    }
    fragColor = vec4(mix(vec3(owner, 0.4, 1.0 - owner), vec3(1.0), 0.7 - nearest), 1.0);
}
