// Side effects in the condition: i++ < n, --n > 0, assignments inside comparisons, an empty body.
void mainImage(out vec4 o, vec2 u) {
    vec2 p = (u - .5 * iResolution.xy) / iResolution.y * 3., q;
    float d = 0., e, s = 1., n = 6.;
    for (float i = 0.; i++ < 7.; d += sin(q.x + i) * cos(q.y - i) / i) q = p * s, s *= 1.3;
    while (--n > 0.) d += .02 * n;
    for (e = .0; (e += .1) < .75 && e < abs(d); );
    for (int k = 3; k-- > 0; o[k] = fract(d * float(k + 1)) * e + .2);
    o.a = 1.;
}
