// Worley, second nearest minus nearest: two smallest distances kept by min and max, dry mud with cracks.
#define RANDOM2(c) fract(vec2(dot(c, vec2(.137, .269)), dot(c, vec2(.419, .371))) * 17. * fract((c).yx * .173 + .31))
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = 6. * fragCoord / iResolution.y + 3., base = floor(q);
    float one = 8., two = 8.;
    for (float y = -2.; y <= 2.; ++y)
        for (float x = -2.; x <= 2.; ++x) {
            vec2 cell = base + vec2(x, y);
            float d = distance(q, cell + .9 * RANDOM2(cell));
            two = min(two, max(one, d));
            one = min(one, d);
        }
    float crack = smoothstep(.01, .1, two - one);
    fragColor = vec4(mix(vec3(.1, .05, .03), vec3(.78, .58, .38) * (1.15 - .6 * one), crack), 1.);
}
