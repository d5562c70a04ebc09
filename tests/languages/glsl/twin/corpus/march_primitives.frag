// Capsule, cylinder, cone, octahedron and rounded block in a row: a macro that keeps the nearest and its number.
float pill(vec3 x, float h, float r) { x.y -= clamp(x.y, -h, h); return length(x) - r; }
float can(vec3 x, float r, float h) { vec2 over = vec2(length(x.xz) - r, abs(x.y) - h); return min(max(over.x, over.y), 0.) + length(max(over, 0.)); }
float hat(vec3 x, float r, float h) { vec2 n = normalize(vec2(h, r)); return max(n.x * length(x.xz) + n.y * (x.y - h), -x.y); }
float die(vec3 x, float s) { return (dot(abs(x), vec3(1)) - s) / sqrt(3.); }
float soap(vec3 x, vec3 b, float r) { vec3 q = max(abs(x) - b, 0.); return sqrt(dot(q, q)) - r; }
#define NEAREST(distance_, number) { float d_ = distance_; if (d_ < best.x) best = vec2(d_, number); }
vec2 row(vec3 x) {
    vec2 best = vec2(x.y, 0.);
    x.y -= .5;
    NEAREST(pill(x + vec3(2., 0, 0), .25, .24), 1.)
    NEAREST(can(x + vec3(1., 0, 0), .3, .5), 2.)
    NEAREST(hat(x + vec3(0, .5, 0), .4, 1.1), 3.)
    NEAREST(die(x - vec3(1., 0, 0), .5), 4.)
    NEAREST(soap(x - vec3(2., -.15, 0), vec3(.22), .1), 5.)
    return best;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (2. * fragCoord - iResolution.xy) / iResolution.y;
    vec3 eye = vec3(0., 2.2, -5.2), way = normalize(vec3(v.x, v.y - .6, 1.9)), haze = vec3(.72, .8, .88), colour = haze;
    float t = 2.;
    vec2 at = vec2(1., 0.);
    for (int k = 0; k < 42 && at.x > .001 * t && t < 14.; ++k, t += at.x) at = row(eye + way * t);
    if (t < 14.) {
        vec3 x = eye + way * t, n;
        for (int k = 0; k < 3; ++k) { vec3 e = vec3(0); e[k] = .003; n[k] = row(x + e).x - row(x - e).x; }
        n = normalize(n);
        vec2 tile = step(.5, fract(x.xz));
        colour = at.y < .5 ? vec3(.45 + .12 * abs(tile.x - tile.y)) : .5 + .4 * cos(at.y * 2. + vec3(0, 1.5, 3));
        colour = mix(haze, colour * (.35 + .65 * max(0., dot(n, vec3(-.43, .69, -.58)))), exp(-.004 * t * t));
    }
    fragColor = vec4(colour, 1.);
}
