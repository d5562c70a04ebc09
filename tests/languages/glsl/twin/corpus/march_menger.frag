// Menger sponge of three levels: crosses cut out in a loop with mod and max.
float sdBox(vec3 p, vec3 b) { vec3 di = abs(p) - b; return min(max(di.x, max(di.y, di.z)), 0.0) + length(max(di, 0.0)); }
float map(in vec3 p) {
    float d = sdBox(p, vec3(1.0)), s = 1.0;
    for (int m = 0; m < 3; m++) {
        vec3 a = mod(p * s, 2.0) - 1.0;
        s *= 3.0;
        vec3 r = abs(1.0 - 3.0 * abs(a));
        float da = max(r.x, r.y), db = max(r.y, r.z), dc = max(r.z, r.x);
        float c = (min(da, min(db, dc)) - 1.0) / s;
        d = max(d, c);
    }
    return d;
}
vec3 normal(vec3 p) {
    vec3 e = vec3(0.002, 0.0, 0.0);
    return normalize(vec3(map(p + e.xyz) - map(p - e.xyz), map(p + e.yxz) - map(p - e.yxz), map(p + e.yzx) - map(p - e.yzx)));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float an = 0.6 + 0.3 * iTime;
    vec3 ro = 3.1 * vec3(sin(an), 0.6, cos(an)), ww = normalize(-ro), uu = normalize(cross(vec3(0, 1, 0), ww)), vv = cross(ww, uu);
    vec3 rd = normalize(p.x * uu + p.y * vv + 1.9 * ww);
    float t = 1.5;
    bool hit = false;
    for (int i = 0; i < 40; i++) {
        float h = map(ro + rd * t);
        if (h < 0.002) { hit = true; break; }
        t += h;
        if (t > 6.0) break;
    }
    vec3 col = mix(vec3(0.3, 0.3, 0.35), vec3(0.1), length(p) * 0.5);
    if (hit) {
        vec3 n = normal(ro + rd * t);
        col = (0.5 + 0.5 * n) * (0.3 + 0.7 * clamp(dot(n, normalize(vec3(0.4, 0.8, 0.3))), 0.0, 1.0));
    }
    fragColor = vec4(col, 1.0);
}
