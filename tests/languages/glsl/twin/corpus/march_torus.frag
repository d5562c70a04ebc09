// Two linked rings, one the other with its axes exchanged; stripes by the angle around each, which of them in a bool.
float ring(vec3 x) { float around = length(x.xz) - 1.; return sqrt(around * around + x.y * x.y) - .26; }
float pair(vec3 x, out bool upright) {
    float lying = ring(x + vec3(.5, 0, 0)), standing = ring(x.xzy - vec3(.5, 0, 0));
    upright = standing < lying;
    return upright ? standing : lying;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    float a = .7 + iTime, t = 2.5, d = 1.;
    vec3 eye = vec3(4. * cos(a), 2.4, 4. * sin(a)), front = -normalize(eye), side = normalize(cross(front, vec3(0, 1, 0)));
    vec3 way = normalize(front * 1.4 + side * v.x + cross(side, front) * v.y), colour = vec3(.93, .9, .84) - .3 * dot(v, v);
    bool upright, ignored;
    for (int k = 0; k < 38 && d > .002 && t < 9.; k++) t += d = pair(eye + way * t, upright);
    if (t < 9.) {
        vec3 x = eye + way * t, n = vec3(pair(x + vec3(.002, 0, 0), ignored), pair(x + vec3(0, .002, 0), ignored), pair(x + vec3(0, 0, .002), ignored));
        n = normalize(n - pair(x, ignored));
        vec2 q = upright ? x.xy - vec2(.5, 0) : x.xz + vec2(.5, 0);
        vec3 ink = mix(vec3(.85, .3, .2), vec3(.95), smoothstep(-.3, .3, sin(12. * atan(q.y, q.x))));
        colour = (upright ? ink.bgr : ink) * (.4 + .6 * max(0., dot(n, vec3(.41, .82, .4))));
    }
    fragColor = vec4(colour, 1.);
}
