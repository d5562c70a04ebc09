// break, continue and return from inside nested loops, each pixel leaving at its own round.
float search(vec2 p) {
    for (int i = 1; i <= 8; i++) {
        for (int j = 1; j <= 8; j++) {
            if (j > i) break;
            if ((i + j) % 3 == 0) continue;
            vec2 c = vec2(i, j) / 9.0;
            float d = length(p - c);
            if (d < 0.04) return 1.0;
            if (d < 0.06) return 0.5 + 0.05 * float(i);
        }
        if (p.x < float(i) / 9.0 - 0.15) return 0.1 + 0.04 * float(i);
    }
    return 0.0;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    float v = search(fragCoord / iResolution.xy);
    fragColor = vec4(v, v * v, 0.4 * v + 0.2, 1.0);
}
