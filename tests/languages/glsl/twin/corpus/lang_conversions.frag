// Explicit and implicit conversions: int and uint to float, truncation of negatives, bool to number, vectors of other kinds.
float half_(float x) { return 0.5 * x; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    float x = 2, y = 3u;
    vec3 v = ivec3(1, 2, 3);
    v *= 2;
    vec2 w = uv * 3 + ivec2(1, -1);
    int t = int(-2.7 + 5.0 * uv.x), r = int(uv.y * 7.9);
    uint u = uint(r);
    vec4 mixed = vec4(ivec2(t, r), uv);
    ivec3 back = ivec3(vec3(w, -1.9));
    float h = half_(t) + half_(u);
    vec3 c = vec3(float(t) * 0.2 + 0.4, float(u) / 8, h * 0.1) + 0.02 * v / x + mixed.zxy * 0.1 + vec3(back) * 0.03;
    c.r += float(true) * 0.1 + float(bool(t)) * 0.1 + y * 0.01;
    fragColor = vec4(c, 1);
}
