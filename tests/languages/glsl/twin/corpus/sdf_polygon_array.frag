// Signed distance of a polygon of N points: array argument, wrapping index, winding by bvec3.
const int N = 7;
float sdPolygon(in vec2 p, in vec2[N] v) {
    float d = dot(p - v[0], p - v[0]);
    float s = 1.0;
    for (int i = 0, j = N - 1; i < N; j = i, i++) {
        vec2 e = v[j] - v[i];
        vec2 w = p - v[i];
        vec2 b = w - e * clamp(dot(w, e) / dot(e, e), 0.0, 1.0);
        d = min(d, dot(b, b));
        bvec3 cond = bvec3(p.y >= v[i].y, p.y < v[j].y, e.x * w.y > e.y * w.x);
        if (all(cond) || all(not(cond))) s = -s;
    }
    return s * sqrt(d);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 points[N];
    for (int i = 0; i < N; i++) {
        float a = float(i) * 6.2831853 / float(N) + 0.3;
        float r = (i & 1) == 0 ? 0.85 : 0.4;
        points[i] = r * vec2(cos(a), sin(a));
    }
    float d = sdPolygon(p, points);
    vec3 col = d < 0.0 ? vec3(0.3, 0.7, 0.5) : vec3(0.15, 0.2, 0.3);
    col += 0.15 * cos(60.0 * d);
    fragColor = vec4(mix(vec3(1.0), col, smoothstep(0.0, 0.02, abs(d))), 1.0);
}
