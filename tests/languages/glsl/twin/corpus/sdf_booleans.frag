// Union, subtraction, intersection, xor and their smooth forms on a circle and a box.
float sdC(vec2 p) { return length(p + vec2(.25, 0.)) - .45; }
float sdB(vec2 p) { vec2 q = abs(p - vec2(.25, 0.)) - .38; return length(max(q, 0.)) + min(max(q.x, q.y), 0.); }
float smin(float a, float b, float k) { float h = clamp(.5 + .5 * (b - a) / k, 0., 1.); return mix(b, a, h) - k * h * (1. - h); }
float smax(float a, float b, float k) { return -smin(-a, -b, k); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 g = fragCoord / iResolution.xy * vec2(3., 2.), p = (2. * fract(g) - 1.) * 1.05;
    float a = sdC(p), b = sdB(p);
    int which = int(g.x) + 3 * int(g.y);
    float d = which == 0 ? min(a, b) : which == 1 ? max(a, -b) : which == 2 ? max(a, b)
            : which == 3 ? max(min(a, b), -max(a, b)) : which == 4 ? smin(a, b, .4) : smax(a, -b, .3);
    vec3 col = mix(vec3(.9, .45, .25), vec3(.95, .93, .88) * (.9 + .1 * cos(60. * d)), smoothstep(0., .03, d));
    fragColor = vec4(col, 1.);
}
