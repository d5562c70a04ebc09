// A twisted square column: rotation by the height, shortened steps.
mat2 rot(float a) { return mat2(cos(a), -sin(a), sin(a), cos(a)); }
float map(vec3 p) {
    p.xz *= rot(1.8 * p.y + iTime);
    vec3 q = abs(p) - vec3(.5, 1.6, .5);
    return (length(max(q, 0.)) + min(max(q.x, max(q.y, q.z)), 0.) - .06) * .55;
}
vec3 nrm(vec3 p) { vec2 e = vec2(-.003, .003); return normalize(e.yxx * map(p + e.yxx) + e.xxy * map(p + e.xxy) + e.xyx * map(p + e.xyx) + e.yyy * map(p + e.yyy)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord + fragCoord - iResolution.xy) / iResolution.y;
    vec3 o = vec3(0, .6, -5), d = normalize(vec3(uv.x, uv.y - .2, 2.));
    float t = 3.; int i = 0;
    for (; i < 48; i++) {
        float h = map(o + d * t);
        if (h < .002 || t > 8.) break;
        t += h;
    }
    vec3 c = mix(vec3(.2, .1, .3), vec3(.9, .6, .4), .5 - .5 * uv.y);
    if (t < 8.) {
        vec3 n = nrm(o + d * t);
        c = vec3(.2, .5, .6) * (.2 + .8 * max(dot(n, vec3(.57, .57, -.57)), 0.)) + pow(max(dot(reflect(d, n), vec3(.57, .57, -.57)), 0.), 16.);
    }
    fragColor = vec4(c, 1.);
}
