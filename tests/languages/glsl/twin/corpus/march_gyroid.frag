// A gyroid shell inside a sphere: dot(sin, cos.yzx), thickness by abs.
float gyroid(vec3 p, float scale, float thick) { p *= scale; return abs(dot(sin(p), cos(p.yzx))) / scale * .7 - thick; }
float map(vec3 p) { return max(length(p) - 1.2, gyroid(p + vec3(0, 0, iTime * .2), 6., .03)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec3 ro = vec3(1.2, 1.1, -2.4), f = normalize(-ro), r = normalize(cross(vec3(0, 1, 0), f)), rd = normalize(f + uv.x * r + uv.y * cross(f, r));
    float t = 1.2, d = 0.;
    for (int i = 0; i < 44; i++) {
        d = map(ro + rd * t);
        if (d < .002 || t > 5.) break;
        t += d * .8;
    }
    vec3 c = vec3(.02, .03, .06);
    if (t < 5.) {
        vec3 p = ro + rd * t;
        vec2 e = vec2(.003, 0.);
        vec3 n = normalize(map(p) - vec3(map(p - e.xyy), map(p - e.yxy), map(p - e.yyx)));
        c = mix(vec3(.1, .2, .5), vec3(1., .6, .3), .5 + .5 * n.y) * exp(-.6 * (t - 1.2)) + .3 * pow(max(0., 1. + dot(n, rd)), 3.);
    }
    fragColor = vec4(pow(c, vec3(.4545)), 1.);
}
