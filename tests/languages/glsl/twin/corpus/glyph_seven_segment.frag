// Seven-segment display: segments on by a mask per digit, value by pow(10, place).
float seg(vec2 p, vec2 a, vec2 b) { vec2 d = b - a; return length(p - a - d * clamp(dot(p - a, d) / dot(d, d), 0., 1.)) - .07; }
const int masks[10] = int[10](0x3F, 0x06, 0x5B, 0x4F, 0x66, 0x6D, 0x7D, 0x07, 0x7F, 0x6F);
float show(vec2 p, int n) {
    float d = 1.;
    if ((masks[n] & 1) != 0) d = min(d, seg(p, vec2(-.3, .8), vec2(.3, .8)));
    if ((masks[n] & 2) != 0) d = min(d, seg(p, vec2(.4, .1), vec2(.4, .7)));
    if ((masks[n] & 4) != 0) d = min(d, seg(p, vec2(.4, -.7), vec2(.4, -.1)));
    if ((masks[n] & 8) != 0) d = min(d, seg(p, vec2(-.3, -.8), vec2(.3, -.8)));
    if ((masks[n] & 16) != 0) d = min(d, seg(p, vec2(-.4, -.7), vec2(-.4, -.1)));
    if ((masks[n] & 32) != 0) d = min(d, seg(p, vec2(-.4, .1), vec2(-.4, .7)));
    if ((masks[n] & 64) != 0) d = min(d, seg(p, vec2(-.3, 0.), vec2(.3, 0.)));
    return d;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2. * fragCoord - iResolution.xy) / iResolution.y * 1.9;
    int number = 4096 + int(iTime * 10.), d10 = 1;
    float d = 1.;
    for (int k = 0; k < 4; k++, d10 *= 10) d = min(d, show(p - vec2(1.5 - float(k), 0.), (number / d10) % 10));
    vec3 c = vec3(.12, .02, .02) + vec3(1., .25, .1) * (1. - smoothstep(0., .04, d)) + vec3(.4, .05, 0.) * exp(-6. * max(d, 0.));
    fragColor = vec4(c, 1.);
}
