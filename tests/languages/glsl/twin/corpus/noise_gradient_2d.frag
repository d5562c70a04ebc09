// Gradient noise in 2D: unit gradients by an integer hash's angle, alone on the left, four octaves through a mat2 on the right.
vec2 slope(ivec2 c) {
    uint h = uint(c.x * 668265263 + c.y * 374761393);
    h = (h ^ h >> 13) * 1274126177u;
    float a = float(h >> 16) * 9.587379924e-5;
    return vec2(cos(a), sin(a));
}
float gradient(vec2 q) {
    ivec2 c = ivec2(floor(q));
    vec2 f = q - vec2(c), w = f * f * (3.0 - 2.0 * f);
    vec4 d;
    for (int k = 0; k < 4; k++) { ivec2 o = ivec2(k & 1, k >> 1); d[k] = dot(slope(c + o), f - vec2(o)); }
    vec2 rows = mix(d.xz, d.yw, w.x);
    return mix(rows.x, rows.y, w.y);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = fragCoord / iResolution.y;
    float edge = 0.55 * iResolution.x / iResolution.y, n = 0.0;
    if (q.x < edge) n = gradient(14.0 * q);
    else {
        const mat2 next = mat2(1.7, 1.1, -1.1, 1.7);
        vec2 s = 5.0 * q;
        for (float a = 0.6; a > 0.07; a *= 0.5, s = next * s) n += a * gradient(s);
    }
    fragColor = vec4(vec3(0.5 + 0.7 * n) * smoothstep(0.0, 0.008, abs(q.x - edge)), 1.0);
}
