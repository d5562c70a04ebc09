// Distance to a quadratic Bezier by the cubic's roots, with acos for three of them.
float dot2(vec2 v) { return dot(v, v); }
float sdBezier(vec2 pos, vec2 A, vec2 B, vec2 C) {
    vec2 a = B - A, b = A - 2.0 * B + C, c = a * 2.0, d = A - pos;
    float kk = 1.0 / dot(b, b), kx = kk * dot(a, b), ky = kk * (2.0 * dot(a, a) + dot(d, b)) / 3.0, kz = kk * dot(d, a);
    float p = ky - kx * kx, q = kx * (2.0 * kx * kx - 3.0 * ky) + kz, p3 = p * p * p, h = q * q + 4.0 * p3;
    if (h >= 0.0) {
        h = sqrt(h);
        vec2 x = (vec2(h, -h) - q) / 2.0;
        vec2 uv = sign(x) * pow(abs(x) + 1e-12, vec2(1.0 / 3.0));
        float t = clamp(uv.x + uv.y - kx, 0.0, 1.0);
        return sqrt(dot2(d + (c + b * t) * t));
    }
    float z = sqrt(-p), v = acos(clamp(q / (p * z * 2.0), -1.0, 1.0)) / 3.0, m = cos(v), n = sin(v) * 1.732050808;
    vec3 t = clamp(vec3(m + m, -n - m, n - m) * z - kx, 0.0, 1.0);
    return sqrt(min(dot2(d + (c + b * t.x) * t.x), dot2(d + (c + b * t.y) * t.y)));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float d = sdBezier(p, vec2(-0.8, -0.5), vec2(0.1, 1.3), vec2(0.7, -0.6));
    vec3 c = mix(vec3(1.0, 0.8, 0.1), vec3(0.1, 0.15, 0.25) + 0.1 * sin(50.0 * d), smoothstep(0.05, 0.07, d));
    fragColor = vec4(c, 1.0);
}
