// fbm: five octaves, each turned by a mat2 and shifted, ramps of three greens.
float dice(vec2 c) { c = fract(c * vec2(.1357, .2468)); return fract(37. * c.x * c.y + 11. * dot(c, c + 1.7)); }
float smooth_dice(vec2 q) {
    vec2 c = floor(q), w = fract(q);
    w *= w * (3. - 2. * w);
    float a = dice(c), b = dice(c + vec2(1, 0)), d = dice(c + vec2(0, 1)), e = dice(c + vec2(1, 1));
    return a + (b - a) * w.x + (d - a) * w.y + (a - b - d + e) * w.x * w.y;
}
#define OCTAVES 5
void mainImage(out vec4 o, in vec2 u) {
    vec2 q = 4. * u / iResolution.y + .1 * iTime;
    float c = cos(.65), s = sin(.65), sum = 0., a = .5;
    mat2 next = 2. * mat2(c, s, -s, c);
    for (int k = 0; k < OCTAVES; ++k, a *= .5) {
        sum += a * smooth_dice(q);
        q = next * q + vec2(5.3, 1.9);
    }
    o = vec4(mix(vec3(.1, .3, .2), vec3(.9, .95, .6), smoothstep(.25, .75, sum)), 1.);
}
