// Simplex noise in 2D: skewed to a lattice of triangles, three corners in an array, contour bands over it.
float shuffle(float x) { return mod((34.0 * x + 1.0) * x, 289.0); }
vec2 spoke(vec2 c) { float a = shuffle(shuffle(mod(c.x, 289.0)) + mod(c.y, 289.0)) * 6.2831853 / 24.0; return vec2(cos(a), sin(a)); }
float simplex(vec2 q) {
    const float skew = 0.36602540, back = 0.21132487;
    vec2 cell = floor(q + (q.x + q.y) * skew), first = q - cell + (cell.x + cell.y) * back;
    vec2 corners[3] = vec2[3](vec2(0.0), first.x > first.y ? vec2(1.0, 0.0) : vec2(0.0, 1.0), vec2(1.0));
    float sum = 0.0;
    for (int k = 0; k < 3; k++) {
        vec2 v = first - corners[k] + (corners[k].x + corners[k].y) * back;
        float fall = max(0.5 - dot(v, v), 0.0);
        fall *= fall;
        sum += fall * fall * dot(spoke(cell + corners[k]), v);
    }
    return 99.0 * sum;
}
void mainImage(out vec4 O, vec2 U) {
    float n = simplex(U / iResolution.y * 4.5 + vec2(0.0, iTime));
    float bands = smoothstep(0.08, 0.16, abs(fract(n * 4.0) - 0.5));
    O = vec4(mix(vec3(0.0, 0.2, 0.25), vec3(0.95, 0.85, 0.6), 0.5 + 0.5 * n) * bands, 1.0);
}
