// Mirror balls: the march repeated for three bounces with a running attenuation.
const int BOUNCES = 3;
float map(vec3 p, out int id) {
    float ground = p.y + 1.0;
    float balls = length(vec3(abs(p.x) - 1.1, p.y, p.z)) - 1.0;
    float top = length(p - vec3(0.0, 1.5, 0.0)) - 0.7;
    id = ground < min(balls, top) ? 0 : balls < top ? 1 : 2;
    return min(ground, min(balls, top));
}
vec3 normalAt(vec3 p) {
    int unused;
    vec3 n = vec3(0.0);
    for (int i = 0; i < 3; i++) {
        vec3 e = vec3(0.0);
        e[i] = 0.004;
        n[i] = map(p + e, unused) - map(p - e, unused);
    }
    return normalize(n);
}
vec3 sky(vec3 rd) { return mix(vec3(0.9, 0.8, 0.7), vec3(0.2, 0.4, 0.8), clamp(rd.y * 1.5, 0.0, 1.0)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.0, 0.9, -4.6), rd = normalize(vec3(uv * 0.8, 1.7));
    vec3 col = vec3(0.0), attenuation = vec3(1.0);
    for (int bounce = 0; bounce < BOUNCES; bounce++) {
        float t = 0.02;
        int id = -1;
        for (int i = 0; i < 40; i++) {
            float h = map(ro + rd * t, id);
            if (h < 0.002) break;
            t += h;
            if (t > 15.0) { id = -1; break; }
        }
        if (id < 0) { col += attenuation * sky(rd); break; }
        vec3 p = ro + rd * t, n = normalAt(p);
        float light = 0.3 + 0.7 * max(0.0, dot(n, normalize(vec3(0.5, 0.8, -0.4))));
        if (id == 0) {
            float tile = mod(floor(p.x) + floor(p.z), 2.0);
            col += attenuation * mix(vec3(0.2), vec3(0.8), tile) * light * 0.8;
            attenuation *= 0.2;
        } else {
            vec3 base = id == 1 ? vec3(0.9, 0.3, 0.2) : vec3(0.3, 0.8, 0.4);
            col += attenuation * base * light * 0.3;
            attenuation *= 0.6 * base + 0.2;
        }
        rd = reflect(rd, n);
        ro = p + n * 0.02;
    }
    fragColor = vec4(pow(col, vec3(0.7)), 1.0);
}
