// After the structure of flights over fractal land: a 4D fold in map, edge outline from the march's slowdown, sun and border.
#define RAY_STEPS 40
const float det = .02;
float edge = 0.;
mat2 rot(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec4 formula(vec4 p) {
    p.xz = abs(p.xz + 1.) - abs(p.xz - 1.) - p.xz;
    p.y -= .25;
    p.xy *= rot(radians(35.));
    p = p * 2. / clamp(dot(p.xyz, p.xyz), .2, 1.);
    return p;
}
float de(vec3 pos) {
    vec3 tpos = pos;
    tpos.z = abs(3. - mod(tpos.z, 6.));
    vec4 p = vec4(tpos, 1.);
    for (int i = 0; i < 4; i++) p = formula(p);
    float fr = (length(max(vec2(0.), p.yz - 1.5)) - 1.) / p.w;
    float ro = max(abs(pos.x + 1.) - .3, pos.y - .35);
    ro = max(ro, -max(abs(pos.x + 1.) - .1, pos.y - .5));
    return min(fr, ro);
}
vec3 normal(vec3 p) {
    vec3 e = vec3(0.0, det, 0.0);
    float d1 = de(p - e.yxx), d2 = de(p + e.yxx), d3 = de(p - e.xyx), d4 = de(p + e.xyx), d5 = de(p - e.xxy), d6 = de(p + e.xxy), d = de(p);
    edge = abs(d - 0.5 * (d2 + d1)) + abs(d - 0.5 * (d4 + d3)) + abs(d - 0.5 * (d6 + d5));
    edge = min(1., pow(edge, .55) * 6.);
    return normalize(vec3(d1 - d2, d3 - d4, d5 - d6));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord.xy / iResolution.xy * 2. - 1.;
    uv.y *= iResolution.y / iResolution.x;
    vec3 from = vec3(-1., .7, iTime), dir = normalize(vec3(uv * .8, 1.));
    dir.yz *= rot(-.15);
    float t = 0., d = det;
    vec3 p = from;
    for (int i = 0; i < RAY_STEPS; i++) {
        if (d < det * (1. + t * .1) * .5 || t > 15.) break;
        p = from + t * dir;
        d = de(p);
        t += d;
    }
    vec3 sky = mix(vec3(.9, .75, .5), vec3(.3, .4, .7), clamp(dir.y + .5, 0., 1.)) + .3 * exp(-9. * length(uv - vec2(0., .2)));
    vec3 col = sky;
    if (t < 15.) {
        vec3 n = normal(p);
        col = (.35 + .5 * max(0., dot(n, normalize(vec3(.4, -1., .3)))) + .3 * n) * (1. - .8 * edge);
        col = mix(col, sky, 1. - exp(-.012 * t * t));
    }
    fragColor = vec4(pow(max(col, 0.), vec3(.9)), 1.);
}
