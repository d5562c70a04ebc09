// Fire: rising lattice noise carves a teardrop, heat goes from black through red and orange to white.
float lattice(vec2 q) {
    vec2 c = floor(q), t = q - c;
    t = t * t * (3.0 - t - t);
    vec4 k = vec4(c, c + 1.0) * 0.173;
    vec4 r = fract(43.0 * fract(k.xzxz * 1.37 + k.yyww * 2.71) * fract(k.xzxz * 3.11 - k.yyww));
    vec2 row = mix(r.xz, r.yw, t.x);
    return mix(row.x, row.y, t.y);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.xy * 2.0 - vec2(1.0, 0.15);
    p.x *= iResolution.x / iResolution.y;
    float rise = 3.0 * iTime, n = 0.0, a = 0.55;
    vec2 q = vec2(p.x * 3.0, p.y * 2.2 - rise);
    for (int o = 0; o < 4; ++o, a *= 0.5, q = q * 2.03 + 7.3) n += a * lattice(q);
    float width = 0.45 * sqrt(max(0.0, p.y + 0.12)) * exp(-1.1 * p.y) + 0.02;
    float heat = 1.6 - abs(p.x + 0.25 * (n - 0.5) * p.y) / width * 1.2 - p.y * (0.4 + n);
    fragColor = vec4(clamp(vec3(heat * 1.8, heat * heat * 0.9, heat * heat * heat * 0.35) * step(0.0, heat), 0.0, 1.0), 1.0);
}
