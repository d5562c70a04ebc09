// A 2D star extruded and revolved: operators on distances as functions of a vec2.
float star2(vec2 p, float r) {
    float a = mod(atan(p.x, p.y), 1.2566371) - .62831853;
    p = length(p) * vec2(cos(a), abs(sin(a)));
    return dot(p - vec2(r, 0.), normalize(vec2(.75, .66)));
}
float extrude(float d, float z, float h) { vec2 w = vec2(d, abs(z) - h); return min(max(w.x, w.y), 0.) + length(max(w, 0.)); }
float map(vec3 p) {
    float a = extrude(star2(p.xy - vec2(-.9, 0.), .7), p.z, .15) - .04;
    vec2 q = vec2(length(p.xz - vec2(.95, 0.)) - .45, p.y);
    float b = length(max(abs(q) - vec2(.12, .3), 0.)) - .05;
    return min(a, b);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec3 ro = vec3(.9, 1.6, -3.6), f = normalize(-ro), r = normalize(cross(vec3(0, 1, 0), f)), rd = normalize(1.3 * f + uv.x * r + uv.y * cross(f, r));
    float t = 2., d = 1.;
    int i = 0;
    while (i < 40 && d > .002 && t < 7.) { d = map(ro + t * rd); t += d; i++; }
    vec3 c = mix(vec3(.85, .8, .75), vec3(.5, .55, .65), uv.y + .5);
    if (t < 7.) {
        vec3 p = ro + t * rd, n = vec3(0.);
        n.x = map(p + vec3(.003, 0, 0)) - map(p - vec3(.003, 0, 0));
        n.y = map(p + vec3(0, .003, 0)) - map(p - vec3(0, .003, 0));
        n.z = map(p + vec3(0, 0, .003)) - map(p - vec3(0, 0, .003));
        n = normalize(n);
        c = (p.x < .2 ? vec3(.95, .75, .2) : vec3(.6, .3, .7)) * (.35 + .65 * max(0., dot(n, normalize(vec3(.3, 1., -.8)))));
    }
    fragColor = vec4(c, 1.);
}
