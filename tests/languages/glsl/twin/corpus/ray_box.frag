// Slab test of a box with face ids, rotated by a mat3 camera, grid lines on each face.
vec2 iBox(vec3 ro, vec3 rd, vec3 size, out vec3 normal) {
    vec3 m = 1.0 / rd, n = m * ro, k = abs(m) * size;
    vec3 t1 = -n - k, t2 = -n + k;
    float tN = max(max(t1.x, t1.y), t1.z), tF = min(min(t2.x, t2.y), t2.z);
    if (tN > tF || tF < 0.0) { normal = vec3(0.0); return vec2(-1.0); }
    normal = -sign(rd) * step(t1.yzx, t1.xyz) * step(t1.zxy, t1.xyz);
    return vec2(tN, tF);
}
mat3 camera(vec3 ro, vec3 ta, float cr) {
    vec3 cw = normalize(ta - ro), cp = vec3(sin(cr), cos(cr), 0.0), cu = normalize(cross(cw, cp)), cv = cross(cu, cw);
    return mat3(cu, cv, cw);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = 0.8 + 0.4 * iTime;
    vec3 ro = vec3(3.0 * cos(a), 1.9, 3.0 * sin(a)), rd = camera(ro, vec3(0.0), 0.1) * normalize(vec3(p, 2.0)), nor;
    vec2 t = iBox(ro, rd, vec3(1.0, 0.7, 0.8), nor);
    vec3 col = vec3(0.15, 0.18, 0.22) * (1.2 - 0.3 * length(p));
    if (t.x > 0.0) {
        vec3 pos = ro + t.x * rd;
        vec3 f = abs(fract(pos * 4.0) - 0.5);
        vec2 g = abs(nor.x) > 0.5 ? f.yz : abs(nor.y) > 0.5 ? f.xz : f.xy;
        col = (0.6 + 0.3 * nor) * mix(0.5, 1.0, smoothstep(0.02, 0.08, 0.5 - max(g.x, g.y)));
        col *= 1.0 - 0.2 * (t.y - t.x);
    }
    fragColor = vec4(col, 1.0);
}
