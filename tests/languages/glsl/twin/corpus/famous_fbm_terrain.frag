// After the structure of fbm landscapes: derivative-damped fbm terrain, exact sky gradient, trees as speckle, fog, sun.
#define ZERO min(iFrame, 0)
float hash1(vec2 p) { p = 50.0 * fract(p * 0.3183099); return fract(p.x * p.y * (p.x + p.y)); }
vec3 noised(in vec2 x) {
    vec2 p = floor(x), w = fract(x), u = w * w * w * (w * (w * 6.0 - 15.0) + 10.0), du = 30.0 * w * w * (w * (w - 2.0) + 1.0);
    float a = hash1(p + vec2(0, 0)), b = hash1(p + vec2(1, 0)), c = hash1(p + vec2(0, 1)), d = hash1(p + vec2(1, 1));
    return vec3(a + (b - a) * u.x + (c - a) * u.y + (a - b - c + d) * u.x * u.y, du * (vec2(b - a, c - a) + (a - b - c + d) * u.yx));
}
const mat2 m2 = mat2(0.80, 0.60, -0.60, 0.80);
float terrainMap(vec2 p) {
    float a = 0.0, b = 1.0;
    vec2 d = vec2(0.0);
    for (int i = ZERO; i < 4; i++) {
        vec3 n = noised(p);
        d += n.yz;
        a += b * n.x / (1.0 + dot(d, d));
        b *= 0.5;
        p = m2 * p * 2.0;
    }
    return a * 1.6;
}
vec3 terrainNormal(vec2 p) {
    vec2 e = vec2(0.02, 0.0);
    return normalize(vec3(terrainMap(p - e.xy) - terrainMap(p + e.xy), 2.0 * e.x, terrainMap(p - e.yx) - terrainMap(p + e.yx)));
}
const vec3 kSunDir = vec3(-0.624695, 0.468521, -0.624695);
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.7, 1.9, 4.0 - iTime), rd = normalize(vec3(p.x, p.y - 0.55, -1.8));
    vec3 col = vec3(0.42, 0.62, 1.1) - max(rd.y, 0.0) * 0.4;
    float sun = clamp(dot(kSunDir, rd), 0.0, 1.0);
    float t = 0.4, last = 0.4;
    bool hit = false;
    for (int i = ZERO; i < 32; i++) {
        vec3 pos = ro + t * rd;
        float h = pos.y - terrainMap(pos.xz);
        if (h < 0.004 * t) { hit = true; break; }
        t += 0.45 * h + 0.01 * t;
        if (t > 9.0) break;
    }
    if (hit) {
        vec3 pos = ro + t * rd, nor = terrainNormal(pos.xz);
        vec3 mate = mix(vec3(0.18, 0.12, 0.10), vec3(0.10, 0.14, 0.04), smoothstep(0.6, 0.9, nor.y));
        mate += 0.05 * step(0.6, hash1(floor(pos.xz * 14.0)));
        float dif = clamp(dot(nor, kSunDir), 0.0, 1.0), amb = 0.6 + 0.4 * nor.y;
        vec3 lin = dif * vec3(7.0, 5.0, 3.0) * 0.5 + amb * vec3(0.4, 0.6, 1.0) * 1.2;
        col = mix(mate * lin, vec3(0.55, 0.65, 0.8), 1.0 - exp(-0.012 * t * t));
    }
    col += 0.2 * vec3(1.0, 0.6, 0.3) * pow(sun, 8.0);
    col = sqrt(clamp(col, 0.0, 1.0));
    fragColor = vec4(col * col * (3.0 - 2.0 * col), 1.0);
}
