// Mountains: erosion-like fbm damped by its own slope, marched with steps in proportion to the height above, sun, snow, speckled woods.
#define START min(iFrame, 0)
float corner(ivec2 c) { int n = c.x * 1619 + c.y * 31337; n = n * n * n * 60493 ^ n >> 13; return float(n & 0xffff) / 65535.0; }
vec3 lump(vec2 q) {
    ivec2 c = ivec2(floor(q));
    vec2 t = q - vec2(c), s = t * t * (3.0 - 2.0 * t), ds = 6.0 * t * (1.0 - t);
    float a = corner(c), b = corner(c + ivec2(1, 0)) - a, d = corner(c + ivec2(0, 1)) - a, k = corner(c + 1) - a - b - d;
    return vec3(a + b * s.x + d * s.y + k * s.x * s.y, ds * (vec2(b, d) + k * s.yx));
}
float land(vec2 q, int detail) {
    float h = 0.0, size = 0.9;
    vec2 slope = vec2(0.0);
    for (int k = START; k < detail; k++) {
        vec3 l = lump(q);
        slope += l.yz;
        h += size * l.x / (1.0 + 0.8 * dot(slope, slope));
        size *= 0.47;
        q = vec2(1.5 * q.x - 1.2 * q.y, 1.2 * q.x + 1.5 * q.y);
    }
    return 1.7 * h;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 eye = vec3(2.3, 2.0, 0.5 * iTime), ray = normalize(vec3(v.x, v.y - 0.28, 1.0)), sun = normalize(vec3(-0.7, 0.45, 0.4));
    vec3 sky = mix(vec3(0.8, 0.82, 0.85), vec3(0.3, 0.5, 0.8), clamp(2.0 * ray.y + 0.2, 0.0, 1.0)) + 0.4 * vec3(1.0, 0.7, 0.4) * pow(max(dot(ray, sun), 0.0), 12.0);
    float t = 0.3, gap = 1.0;
    for (int k = START; k < 40; k++) {
        vec3 x = eye + ray * t;
        gap = x.y - land(x.xz, 4);
        if (gap < 0.004 * t || t > 10.0) break;
        t += 0.4 * gap + 0.008 * t;
    }
    vec3 col = sky;
    if (gap < 0.02 * t && t < 10.0) {
        vec3 x = eye + ray * t;
        float e = 0.01 + 0.004 * t, h = land(x.xz, 6);
        vec3 n = normalize(vec3(h - land(x.xz + vec2(e, 0.0), 6), e, h - land(x.xz + vec2(0.0, e), 6)));
        vec3 ground = mix(vec3(0.33, 0.28, 0.25), vec3(0.22, 0.3, 0.12), smoothstep(0.55, 0.8, n.y));
        if (n.y > 0.7 && corner(ivec2(floor(x.xz * 18.0))) > 0.6) ground *= 0.6;
        ground = mix(ground, vec3(0.9), smoothstep(1.35, 1.6, x.y) * smoothstep(0.4, 0.7, n.y));
        col = ground * (vec3(0.35, 0.4, 0.5) + 1.3 * vec3(1.0, 0.9, 0.75) * max(dot(n, sun), 0.0));
        col = mix(sky, col, exp(-0.018 * t * t));
    }
    fragColor = vec4(pow(col, vec3(0.8)), 1.0);
}
