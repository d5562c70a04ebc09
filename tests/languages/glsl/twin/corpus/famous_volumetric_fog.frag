// Coloured smoke around a bending corridor: density from sines warped by each other, steps that stretch where it is thin.
mat2 spin(float a) { vec2 d = vec2(cos(a), sin(a)); return mat2(d.x, -d.y, d.y, d.x); }
vec2 bend(float z) { return 1.4 * vec2(cos(0.21 * z), sin(0.17 * z)); }
vec2 smoke(vec3 x) {
    vec3 q = x * 0.7;
    q.xy *= spin(0.2 * x.z + 0.1 * iTime);
    float d = 0.0, a = 1.0;
    for (int k = 0; k < 4; k++) {
        q += 0.3 * cos(q.yzx * 1.3 + float(k) + 0.5 * iTime);
        d += a * sin(q.x) * cos(q.y) * sin(q.z + 1.0);
        q = q.zxy * 1.7 + vec3(0.4, 1.1, 0.7);
        a *= 0.6;
    }
    float off = length(x.xy - bend(x.z));
    return vec2(d + 0.45 * off - 0.55, off);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float z = 2.0 * iTime, t = 0.4;
    vec3 eye = vec3(bend(z), z), ray = normalize(vec3(v, 0.8));
    vec4 seen = vec4(0.0);
    for (int k = 0; k < 30 && seen.a < 0.98; k++) {
        vec3 x = eye + t * ray;
        vec2 s = smoke(x);
        float thick = clamp(s.x, 0.0, 1.0);
        if (thick > 0.02) {
            vec3 ink = 0.5 + 0.5 * cos(0.5 * s.y + 0.3 * x.z + vec3(0.2, 1.6, 2.6));
            float lit = clamp(0.5 + 1.2 * (s.x - smoke(x + vec3(0.3, 0.4, -0.2)).x), 0.15, 1.0);
            float alpha = 0.22 * thick;
            seen += vec4(ink * lit * alpha, alpha) * (1.0 - seen.a);
        }
        t += mix(0.3, 0.12, thick);
    }
    vec3 col = seen.rgb * 1.6 + (1.0 - seen.a) * vec3(0.03, 0.02, 0.06);
    fragColor = vec4(sqrt(col), 1.0);
}
