// After the structure of galleries of 3D primitives: bounding boxes, opU, checker filtering, several lights, gamma.
float dot2(in vec3 v) { return dot(v, v); }
float sdPlane(vec3 p) { return p.y; }
float sdSphere(vec3 p, float s) { return length(p) - s; }
float sdBox(vec3 p, vec3 b) { vec3 d = abs(p) - b; return min(max(d.x, max(d.y, d.z)), 0.0) + length(max(d, 0.0)); }
float sdBoxFrame(vec3 p, vec3 b, float e) {
    p = abs(p) - b;
    vec3 q = abs(p + e) - e;
    return min(min(length(max(vec3(p.x, q.y, q.z), 0.0)) + min(max(p.x, max(q.y, q.z)), 0.0),
                   length(max(vec3(q.x, p.y, q.z), 0.0)) + min(max(q.x, max(p.y, q.z)), 0.0)),
               length(max(vec3(q.x, q.y, p.z), 0.0)) + min(max(q.x, max(q.y, p.z)), 0.0));
}
float sdEllipsoid(in vec3 p, in vec3 r) { float k0 = length(p / r), k1 = length(p / (r * r)); return k0 * (k0 - 1.0) / k1; }
float sdTorus(vec3 p, vec2 t) { return length(vec2(length(p.xz) - t.x, p.y)) - t.y; }
float sdHexPrism(vec3 p, vec2 h) {
    const vec3 k = vec3(-0.8660254, 0.5, 0.57735);
    p = abs(p);
    p.xy -= 2.0 * min(dot(k.xy, p.xy), 0.0) * k.xy;
    vec2 d = vec2(length(p.xy - vec2(clamp(p.x, -k.z * h.x, k.z * h.x), h.x)) * sign(p.y - h.x), p.z - h.y);
    return min(max(d.x, d.y), 0.0) + length(max(d, 0.0));
}
float sdPyramid(in vec3 p, in float h) {
    float m2 = h * h + 0.25;
    p.xz = abs(p.xz);
    p.xz = (p.z > p.x) ? p.zx : p.xz;
    p.xz -= 0.5;
    vec3 q = vec3(p.z, h * p.y - 0.5 * p.x, h * p.x + 0.5 * p.y);
    float s = max(-q.x, 0.0), t = clamp((q.y - 0.5 * p.z) / (m2 + 0.25), 0.0, 1.0);
    float a = m2 * (q.x + s) * (q.x + s) + q.y * q.y, b = m2 * (q.x + 0.5 * t) * (q.x + 0.5 * t) + (q.y - m2 * t) * (q.y - m2 * t);
    float d2 = min(q.y, -q.x * m2 - q.y * 0.5) > 0.0 ? 0.0 : min(a, b);
    return sqrt((d2 + q.z * q.z) / m2) * sign(max(q.z, -p.y));
}
vec2 opU(vec2 d1, vec2 d2) { return (d1.x < d2.x) ? d1 : d2; }
vec2 map(in vec3 pos) {
    vec2 res = vec2(pos.y, 0.0);
    if (sdBox(pos - vec3(-1.0, 0.4, 0.0), vec3(0.5, 0.5, 1.3)) < res.x) {
        res = opU(res, vec2(sdSphere(pos - vec3(-1.0, 0.3, 0.8), 0.3), 26.9));
        res = opU(res, vec2(sdBoxFrame(pos - vec3(-1.0, 0.3, -0.1), vec3(0.3, 0.25, 0.2), 0.03), 16.9));
        res = opU(res, vec2(sdTorus((pos - vec3(-1.0, 0.35, -0.9)).xzy, vec2(0.25, 0.06)), 25.0));
    }
    if (sdBox(pos - vec3(0.6, 0.4, 0.0), vec3(1.2, 0.5, 1.3)) < res.x) {
        res = opU(res, vec2(sdEllipsoid(pos - vec3(0.1, 0.3, 0.8), vec3(0.3, 0.15, 0.2)), 43.17));
        res = opU(res, vec2(sdHexPrism(pos - vec3(0.1, 0.3, -0.3), vec2(0.25, 0.1)), 17.0));
        res = opU(res, vec2(sdPyramid(pos - vec3(1.1, 0.0, 0.3), 0.9), 13.56));
    }
    return res;
}
vec2 raycast(in vec3 ro, in vec3 rd) {
    vec2 res = vec2(-1.0);
    float tmin = 1.0, tmax = 12.0, tp1 = (0.0 - ro.y) / rd.y;
    if (tp1 > 0.0) { tmax = min(tmax, tp1); res = vec2(tp1, 1.0); }
    float t = tmin;
    for (int i = 0; i < 40 && t < tmax; i++) {
        vec2 h = map(ro + rd * t);
        if (abs(h.x) < (0.0005 * t)) { res = vec2(t, h.y); break; }
        t += h.x;
    }
    return res;
}
vec3 calcNormal(in vec3 pos) {
    vec3 n = vec3(0.0);
    for (int i = 0; i < 4; i++) {
        vec3 e = 0.5773 * (2.0 * vec3((((i + 3) >> 1) & 1), ((i >> 1) & 1), (i & 1)) - 1.0);
        n += e * map(pos + 0.002 * e).x;
    }
    return normalize(n);
}
float shadow(vec3 ro, vec3 rd) {
    float res = 1.0, t = 0.03;
    for (int i = 0; i < 14; i++) {
        float h = map(ro + rd * t).x, s = clamp(8.0 * h / t, 0.0, 1.0);
        res = min(res, s);
        t += clamp(h, 0.02, 0.2);
        if (res < 0.004 || t > 2.5) break;
    }
    return res * res * (3.0 - 2.0 * res);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float an = 0.9 + 0.2 * iTime;
    vec3 ta = vec3(0.1, 0.1, 0.0), ro = ta + vec3(3.6 * cos(an), 2.1, 3.6 * sin(an));
    vec3 cw = normalize(ta - ro), cu = normalize(cross(cw, vec3(0, 1, 0))), cv = cross(cu, cw), rd = mat3(cu, cv, cw) * normalize(vec3(p, 2.3));
    vec3 col = vec3(0.7, 0.7, 0.9) - max(rd.y, 0.0) * 0.3;
    vec2 res = raycast(ro, rd);
    if (res.y > -0.5) {
        vec3 pos = ro + res.x * rd, nor = (res.y < 1.5) ? vec3(0.0, 1.0, 0.0) : calcNormal(pos), ref = reflect(rd, nor);
        col = 0.2 + 0.2 * sin(res.y * 2.0 + vec3(0.0, 1.0, 2.0));
        if (res.y < 1.5) col = vec3(0.15) + 0.1 * mod(floor(pos.x * 2.0) + floor(pos.z * 2.0), 2.0);
        vec3 lig = normalize(vec3(-0.5, 0.6, 0.5)), hal = normalize(lig - rd);
        float dif = clamp(dot(nor, lig), 0.0, 1.0) * shadow(pos + 0.01 * nor, lig), dom = sqrt(clamp(0.5 + 0.5 * nor.y, 0.0, 1.0));
        float spe = pow(clamp(dot(nor, hal), 0.0, 1.0), 16.0) * dif;
        vec3 lin = col * 2.2 * dif * vec3(1.3, 1.0, 0.7) + 0.5 * spe + col * 0.6 * dom * vec3(0.4, 0.6, 1.15);
        col = mix(lin, vec3(0.7, 0.7, 0.9), 1.0 - exp(-0.0006 * res.x * res.x * res.x));
    }
    fragColor = vec4(pow(col, vec3(0.4545)), 1.0);
}
