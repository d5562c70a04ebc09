// Folded inversion in the plane with offset: abs, division by the bounded square, the mean change of the length as a tone.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 z = (fragCoord - .5 * iResolution.xy) / iResolution.y * 1.5 + vec2(.2, .9);
    float change = 0., before = length(z);
    for (int k = 0; k < 9; ++k) {
        z = abs(z) / clamp(dot(z, z), .06, 9.) - vec2(.68, .57);
        float now = length(z);
        change += exp(-1.5 * abs(now - before));
        before = now;
    }
    change /= 9.;
    fragColor = vec4(vec3(1.1, .9, .6) * change + .3 * cos(6. * before + vec3(0, 1, 2)) * change, 1.);
}
