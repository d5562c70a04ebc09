// while (true) and for (;;) that end by break, with a continue that skips the rest.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float t = 0.0, glow = 0.0;
    int n = 0;
    while (true) {
        n++;
        if (n > 20) break;
        t += 0.31;
        if (n % 4 == 0) continue;
        vec2 c = 0.05 * t * vec2(cos(t), sin(t));
        float d = length(p - c);
        if (d < 0.01) { glow = 1.5; break; }
        glow += 0.003 / d;
    }
    int k = 0;
    for (;;) if (++k > int(4.0 + 8.0 * abs(p.x))) break;
    fragColor = vec4(glow, glow * 0.6, float(k) / 16.0, 1.0);
}
