// Soft discs of random size in three blurred layers, added.
void mainImage(out vec4 o, vec2 u) {
    vec2 p = u / iResolution.y; o = vec4(.04, .02, .06, 1);
    for (int i = 0; i < 24; i++) {
        float f = float(i), x = fract(f * .61803399), y = fract(f * .75487767), r = .03 + .09 * fract(f * .37);
        float blur = .002 + .03 * fract(f * .83);
        float d = length(p - vec2(x * 1.3, y)) - r;
        o.rgb += (.16 + .08 * smoothstep(-.02, .0, d)) * (1. - smoothstep(-blur, blur, d)) * (.5 + .5 * cos(f + vec3(0, 1.4, 2.8)));
    }
}
