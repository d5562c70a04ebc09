// A lens flare: anamorphic streak, ghosts along the axis through the centre, smoothstep falloffs.
float disc(vec2 p, float r, float soft) { return 1.0 - smoothstep(r - soft, r + soft, length(p)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec2 light = vec2(-.27 + .1 * sin(iTime), .22);
    if (iMouse.z > 0.) light = (iMouse.xy - .5 * iResolution.xy) / iResolution.y;
    vec3 c = vec3(.03, .04, .07) * (1. + uv.y);
    c += vec3(1., .85, .6) * .03 / (length(uv - light) + .02);
    c += vec3(.3, .4, 1.) * .004 / (abs(uv.y - light.y) + .01) * exp(-4. * abs(uv.x - light.x));
    for (int i = 1; i < 6; i++) {
        float k = float(i) * .45 - .3;
        vec2 ghost = light * (1. - k * 1.6);
        c += .14 * disc(uv - ghost, .03 + .02 * float(i & 3), .01) * (.5 + .5 * cos(float(i) * 1.9 + vec3(0., 2., 4.)));
    }
    fragColor = vec4(c, 1.);
}
