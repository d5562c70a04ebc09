// Two linked tori, the inigo-style e.xyy normal, striped by the angle around the ring.
float sdTorus(vec3 p, vec2 t) { vec2 q = vec2(length(p.xz) - t.x, p.y); return length(q) - t.y; }
vec2 opU(vec2 d1, vec2 d2) { return (d1.x < d2.x) ? d1 : d2; }
vec2 map(vec3 p) {
    return opU(vec2(sdTorus(p + vec3(.5, 0, 0), vec2(1., .25)), 1.), vec2(sdTorus(p.xzy - vec3(.5, 0, 0), vec2(1., .25)), 2.));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    float a = .7 + iTime;
    vec3 ro = vec3(4. * cos(a), 2.5, 4. * sin(a)), ww = normalize(-ro), uu = normalize(cross(ww, vec3(0, 1, 0))), vv = normalize(cross(uu, ww));
    vec3 rd = normalize(uv.x * uu + uv.y * vv + 1.4 * ww);
    vec2 res = vec2(0.);
    float t = 2.;
    for (int i = 0; i < 36; i++) {
        res = map(ro + rd * t);
        if (res.x < .002 || t > 9.) break;
        t += res.x;
    }
    vec3 col = vec3(.93, .9, .84) - .2 * dot(uv, uv);
    if (t < 9.) {
        vec3 p = ro + rd * t;
        vec2 e = vec2(.002, 0);
        vec3 n = normalize(vec3(map(p + e.xyy).x - map(p - e.xyy).x, map(p + e.yxy).x - map(p - e.yxy).x, map(p + e.yyx).x - map(p - e.yyx).x));
        vec3 q = res.y < 1.5 ? p + vec3(.5, 0, 0) : p.xzy - vec3(.5, 0, 0);
        float stripe = smoothstep(-.3, .3, sin(12. * atan(q.z, q.x)));
        col = mix(vec3(.85, .3, .2), vec3(.95), stripe);
        if (res.y > 1.5) col = col.zyx;
        col *= .4 + .6 * clamp(dot(n, normalize(vec3(1, 2, .5))), 0., 1.);
    }
    fragColor = vec4(col, 1);
}
