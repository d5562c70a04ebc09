// int division and remainder, negative shifts to the right, ~, unary minus, min/max/abs/sign/clamp of ints and ivecs.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    ivec2 p = ivec2(floor((fragCoord / iResolution.xy - 0.5) * 40.0));
    int q = p.x * p.y / 3, s = (p.x * p.y) >> 2, n = ~p.x & 15;
    ivec2 v = clamp(abs(p) - 4, 0, 9) * sign(p);
    int m = max(min(p.x, p.y), -7) - (-p.y);
    int r = abs(p.x * 7 + p.y * 5) % 11;
    ivec3 w = ivec3(q, s, n) / 2 + ivec3(v, m);
    fragColor = vec4(fract(vec3(w) * 0.0625 + float(r) * 0.03), 1.0);
}
