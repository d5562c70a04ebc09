// Columns over a wet floor: one mirrored march instead of a bounce, fog in both.
float columns(vec3 p) { p.xz = mod(p.xz + 1., 2.) - 1.; return max(length(p.xz) - .25 - .05 * cos(6. * atan(p.z, p.x)), abs(p.y - 1.) - 1.); }
vec3 shade(vec3 ro, vec3 rd) {
    float t = 0.;
    for (int i = 0; i < 32; i++) { float d = columns(ro + rd * t) * .8; if (d < .004 || t > 14.) break; t += d; }
    vec3 p = ro + rd * t;
    vec2 c = mod(p.xz + 1., 2.) - 1.;
    vec3 n = normalize(vec3(c.x, .2, c.y));
    vec3 stone = vec3(.7, .65, .6) * (.3 + .7 * max(0., dot(n, normalize(vec3(1, 1, -1)))));
    return mix(stone, vec3(.3, .4, .5), 1. - exp(-.02 * t * t));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec3 ro = vec3(1., .8, iTime), rd = normalize(vec3(uv, .9));
    rd.xz *= mat2(.95, .31, -.31, .95);
    vec3 c;
    if (rd.y < -.02) {
        float t = -ro.y / rd.y;
        vec3 p = ro + rd * t;
        vec3 n = normalize(vec3(.02 * sin(9. * p.x), 1., .02 * cos(8. * p.z)));
        c = .55 * shade(p + .01 * n, reflect(rd, n));
        vec3 front = shade(ro, rd);
        float tf = 0.;
        for (int i = 0; i < 24; i++) tf += columns(ro + rd * tf) * .8;
        if (tf < t) c = front;
    } else c = shade(ro, rd);
    fragColor = vec4(c, 1.);
}
