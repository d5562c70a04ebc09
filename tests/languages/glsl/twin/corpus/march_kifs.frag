// A folded fractal: abs and rotations in a global mat3, distance scaled by the total factor.
mat3 turn;
mat3 rotX(float a) { float c = cos(a), s = sin(a); return mat3(1, 0, 0, 0, c, s, 0, -s, c); }
mat3 rotZ(float a) { float c = cos(a), s = sin(a); return mat3(c, s, 0, -s, c, 0, 0, 0, 1); }
float map(vec3 p) {
    float scale = 1.;
    for (int i = 0; i < 5; i++) {
        p = abs(p) - vec3(.45, .3, .4);
        p = turn * p;
        p *= 1.3;
        scale *= 1.3;
    }
    vec3 q = abs(p) - vec3(.3, .6, .2);
    return (length(max(q, 0.)) + min(max(q.x, max(q.y, q.z)), 0.)) / scale - .01;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    turn = rotX(.5 + .1 * iTime) * rotZ(.7);
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0., .2, -3.2), rd = normalize(vec3(uv, 1.1));
    float t = .5, glow = 0.;
    int steps = 0;
    for (; steps < 36; steps++) {
        float d = map(ro + rd * t);
        glow += .02 / (.1 + d * d * 20.);
        if (d < .003 || t > 7.) break;
        t += d;
    }
    vec3 c = t < 7. ? vec3(1. - float(steps) / 36.) * vec3(.7, .9, 1.) : vec3(0.);
    fragColor = vec4(c * .8 + glow * vec3(.6, .25, .1) * .4, 1.);
}
