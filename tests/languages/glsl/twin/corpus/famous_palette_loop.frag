// The loop of folded cells and cosine colours, with squares and a sharp inverse instead of rings.
vec3 tint(float s) { return .55 + .45 * cos(5.5 * s + vec3(.3, 1.9, 3.4)); }
void mainImage(out vec4 O, vec2 F) {
    vec2 q = F / iResolution.y - .5 * vec2(iResolution.x / iResolution.y, 1.), w = q * 1.7;
    float far = length(q);
    O = vec4(0, 0, 0, 1);
    for (int k = 0; k++ < 3;) {
        w = abs(fract(w * 1.3 + .13 * float(k)) - .5);
        float s = (w.x + w.y) * exp(-3. * far * far);
        O.rgb += tint(far * 2. + float(k) * .3 + iTime * .3) * .011 / (abs(sin(s * 10. + iTime)) * .12 + .004);
    }
    O.rgb *= .8;
}
