// Ripples of raindrops: rings per cell that grow with time, summed as heights, lit by the slope.
float h(vec2 p) { p = fract(p * vec2(.1031, .1137)); p += dot(p, p.yx + 19.19); return fract((p.x + p.y) * p.x * 7.); }
float height(vec2 p, float t) {
    float sum = 0.;
    vec2 cell = floor(p);
    for (int i = -1; i <= 1; ++i) for (int j = -1; j <= 1; ++j) {
        vec2 c = cell + vec2(i, j);
        float r1 = h(c), r2 = h(c + 7.7);
        float age = fract(.3 * t + r1);
        float d = length(c + vec2(r1, r2) - p) - 1.2 * age;
        sum += sin(31. * d) * smoothstep(-.6, -.3, d) * (1. - smoothstep(-.3, .0, d)) * (1. - age) * (1. - age);
    }
    return sum;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.y * 3.;
    vec2 e = vec2(.01, 0.);
    float c = height(p, iTime), dx = height(p + e, iTime) - c, dy = height(p + e.yx, iTime) - c;
    vec3 n = normalize(vec3(-dx, -dy, .08));
    vec3 col = mix(vec3(.15, .3, .35), vec3(.6, .75, .8), .5 + .5 * n.x);
    fragColor = vec4(col + pow(max(0., dot(n, normalize(vec3(1., .7, .5)))), 6.), 1.);
}
