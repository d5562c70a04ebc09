// Capsule, cylinder, cone, octahedron and rounded box in a row: a MAP macro with materials.
float sdCapsule(vec3 p, vec3 a, vec3 b, float r) { vec3 pa = p - a, ba = b - a; return length(pa - ba * clamp(dot(pa, ba) / dot(ba, ba), 0., 1.)) - r; }
float sdCylinder(vec3 p, vec2 h) { vec2 d = abs(vec2(length(p.xz), p.y)) - h; return min(max(d.x, d.y), 0.) + length(max(d, 0.)); }
float sdCone(vec3 p, vec2 c, float h) { float q = length(p.xz); return max(dot(c.xy, vec2(q, p.y)), -h - p.y); }
float sdOctahedron(vec3 p, float s) { p = abs(p); return (p.x + p.y + p.z - s) * 0.57735027; }
float udRoundBox(vec3 p, vec3 b, float r) { return length(max(abs(p) - b, 0.)) - r; }
#define MAP(d, id) { float _d = (d); if (_d < res.x) res = vec2(_d, id); }
vec2 map(vec3 p) {
    vec2 res = vec2(p.y + .5, 0.);
    MAP(sdCapsule(p - vec3(-2., 0, 0), vec3(0, -.25, 0), vec3(0, .3, 0), .22), 1.)
    MAP(sdCylinder(p - vec3(-1., 0, 0), vec2(.3, .45)), 2.)
    MAP(sdCone(p - vec3(0., .6, 0), normalize(vec2(.9, .35)), 1.05), 3.)
    MAP(sdOctahedron(p - vec3(1., 0, 0), .5), 4.)
    MAP(udRoundBox(p - vec3(2., -.1, 0), vec3(.25, .25, .25), .08), 5.)
    return res;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2. * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0., 1.6, -5.), rd = normalize(vec3(uv.x, uv.y - .55, 2.));
    float t = 2.; vec2 h;
    for (int i = 0; i < 40; ++i) { h = map(ro + rd * t); if (h.x < .001 * t) break; t += h.x; if (t > 14.) break; }
    vec3 col = vec3(.7, .8, .9);
    if (t < 14.) {
        vec3 p = ro + rd * t, n;
        for (int k = 0; k < 3; ++k) { vec3 e = vec3(k == 0, k == 1, k == 2) * .003; n[k] = map(p + e).x - map(p - e).x; }
        n = normalize(n);
        col = h.y < .5 ? vec3(.45 + .1 * mod(floor(p.x * 2.) + floor(p.z * 2.), 2.)) : .5 + .4 * sin(h.y * 2. + vec3(0, 1, 2));
        col *= .35 + .65 * clamp(dot(n, normalize(vec3(-.5, .8, -.6))), 0., 1.);
        col = mix(col, vec3(.7, .8, .9), 1. - exp(-.004 * t * t));
    }
    fragColor = vec4(col, 1.);
}
