// Worley F2 - F1: the two nearest squared distances kept in a vec2, cracked earth.
#define HASH(p) fract(vec2(dot(fract((p) * .1731), vec2(17.31, 23.7)), dot(fract((p) * .2317), vec2(13.7, 29.9))))

vec2 cellular(vec2 p) {
    vec2 n = floor(p), f = p - n, d = vec2(9.0);
    for (float j = -2.; j < 2.5; ++j)
    for (float i = -2.; i < 2.5; ++i) {
        vec2 g = vec2(i, j);
        vec2 r = g + .9 * HASH(n + g) - f;
        float s = dot(r, r);
        if (s < d.x) { d.y = d.x; d.x = s; }
        else if (s < d.y) d.y = s;
    }
    return sqrt(d);
}

void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 c = cellular(fragCoord.xy / iResolution.y * 7.);
    float crack = smoothstep(.0, .12, c.y - c.x);
    fragColor.rgb = mix(vec3(.12, .05, .02), vec3(.75, .55, .35) * (1.2 - c.x), crack);
    fragColor.a = 1.;
}
