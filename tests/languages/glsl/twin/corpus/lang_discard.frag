// discard under a condition, in a function, and after a write: the pixels stay black.
void cut(vec2 p) { if (length(p) < 0.15) discard; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    fragColor = vec4(0.9, 0.6 + 0.4 * p.y, 0.3, 1.0);
    for (int i = 0; i < 4; i++) {
        float a = 1.5707963 * float(i) + 0.5;
        cut(p - 0.3 * vec2(cos(a), sin(a)));
    }
    if (fract(8.0 * (p.x + p.y)) < 0.15) discard;
    fragColor.b += 0.3;
}
