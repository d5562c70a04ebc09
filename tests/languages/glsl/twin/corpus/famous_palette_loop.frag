// A variant of the cosine-palette tutorial with squares, a chequered sign and mirrored fract.
#define P(t) (.5 + .5 * cos(6.28318 * (vec3(1., .9, .8) * (t) + vec3(.1, .35, .6))))
void mainImage(out vec4 O, vec2 F) {
    vec2 u = (F * 2. - iResolution.xy) / iResolution.y, v = u;
    O = vec4(0, 0, 0, 1);
    for (float i = 0.; i++ < 3.;) {
        u = abs(fract(u * 1.3 + .1 * i) - .5);
        float d = max(u.x, u.y) * exp(-dot(v, v)) ;
        O.rgb += P(length(v) + i * .3 + iTime * .3) * pow(.012 / (abs(sin(d * 9. + iTime) / 9.) + .001), 1.1);
    }
}
