// A house, a tree, a sun and hills: a scene of painted layers with macros for fill.
#define FILL(c, d) col = mix((c), col, smoothstep(0.0, px, (d)))
float box(vec2 p, vec2 c, vec2 b) { p = abs(p - c) - b; return max(p.x, p.y); }
float roof(vec2 p, vec2 c, float w, float h) { p -= c; return max(abs(p.x) * h / w + p.y - h, -p.y); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.y;
    float px = 1.5 / iResolution.y;
    vec3 col = mix(vec3(0.75, 0.88, 0.95), vec3(0.3, 0.55, 0.85), p.y);
    FILL(vec3(1.0, 0.9, 0.5), length(p - vec2(0.8, 0.8)) - 0.09);
    FILL(vec3(0.45, 0.6, 0.45), p.y - 0.35 - 0.06 * sin(p.x * 6.0 + 1.0));
    FILL(vec3(0.3, 0.5, 0.25), p.y - 0.25 - 0.03 * sin(p.x * 9.0));
    FILL(vec3(0.85, 0.75, 0.6), box(p, vec2(0.35, 0.28), vec2(0.15, 0.12)));
    FILL(vec3(0.6, 0.2, 0.15), roof(p, vec2(0.35, 0.4), 0.2, 0.14));
    FILL(vec3(0.35, 0.2, 0.1), box(p, vec2(0.35, 0.22), vec2(0.03, 0.06)));
    for (int i = 0; i < 2; i++) FILL(vec3(0.4, 0.6, 0.8), box(p, vec2(0.27 + 0.16 * float(i), 0.32), vec2(0.03)));
    FILL(vec3(0.3, 0.18, 0.1), box(p, vec2(0.75, 0.25), vec2(0.018, 0.1)));
    FILL(vec3(0.1, 0.4, 0.15), length((p - vec2(0.75, 0.42)) * vec2(1.0, 0.8)) - 0.11);
    fragColor = vec4(col, 1.0);
}
