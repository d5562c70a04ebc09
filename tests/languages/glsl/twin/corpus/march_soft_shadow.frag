// Box and sphere with soft shadows by the ratio of distance and travelled length.
float box(vec3 p, vec3 b) { vec3 q = abs(p) - b; return length(max(q, 0.0)) + min(max(q.x, max(q.y, q.z)), 0.0); }
float map(in vec3 p) {
    float d = p.y;
    d = min(d, box(p - vec3(-0.7, 0.5, 0.0), vec3(0.45)) - 0.05);
    d = min(d, length(p - vec3(0.7, 0.5, 0.2)) - 0.5);
    return d;
}
float softshadow(in vec3 ro, in vec3 rd, float mint, float maxt, float k) {
    float res = 1.0, t = mint;
    for (int i = 0; i < 20 && t < maxt; i++) {
        float h = map(ro + rd * t);
        if (h < 0.001) return 0.0;
        res = min(res, k * h / t);
        t += clamp(h, 0.02, 0.3);
    }
    return res;
}
vec3 calcNormal(in vec3 pos) {
    vec2 e = vec2(1.0, -1.0) * 0.5773 * 0.005;
    return normalize(e.xyy * map(pos + e.xyy) + e.yyx * map(pos + e.yyx) + e.yxy * map(pos + e.yxy) + e.xxx * map(pos + e.xxx));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.0, 1.8, -3.5), rd = normalize(vec3(p.x, p.y - 0.55, 1.8));
    float t = 0.5;
    for (int i = 0; i < 40; i++) {
        float h = map(ro + t * rd);
        if (h < 0.001 * t || t > 20.0) break;
        t += h;
    }
    vec3 col = vec3(0.5, 0.7, 0.9) - rd.y * 0.3;
    if (t < 20.0) {
        vec3 pos = ro + t * rd, nor = calcNormal(pos), lig = normalize(vec3(0.6, 0.7, -0.5));
        float dif = clamp(dot(nor, lig), 0.0, 1.0) * softshadow(pos + nor * 0.01, lig, 0.02, 3.0, 8.0);
        float amb = 0.5 + 0.5 * nor.y;
        col = vec3(0.2, 0.3, 0.4) * amb + vec3(0.85, 0.75, 0.55) * dif;
    }
    fragColor = vec4(sqrt(col), 1.0);
}
