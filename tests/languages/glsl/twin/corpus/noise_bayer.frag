// Ordered dither of a lit ball: the 8 x 8 threshold from the bits of x and x ^ y, taken from the lowest.
int rank(ivec2 c) {
    int mixed = c.x ^ c.y, sum = 0;
    for (int bit = 0; bit < 3; bit++) sum = sum << 2 | (mixed >> bit & 1) << 1 | (c.y >> bit & 1);
    return sum;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    float high = sqrt(max(0., .16 - dot(q, q))), light = .25 + .3 * q.y;
    if (high > 0.) light = max(0., dot(vec3(q, high) / .4, vec3(-.5, .6, .62)));
    float threshold = (float(rank(ivec2(fragCoord / 2.) & 7)) + .5) / 64.;
    fragColor = vec4(light > threshold ? vec3(.7, .85, .4) : vec3(.15, .2, .1), 1);
}
