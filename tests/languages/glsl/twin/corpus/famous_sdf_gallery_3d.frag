// A table of solids, each in its own cell behind a bounding sphere: frame, ring, ellipsoid, prism, pyramid; two lights, shadow, haze.
float block(vec3 x, vec3 half_) { x = abs(x) - half_; return length(max(x, 0.0)) + min(max(x.x, max(x.y, x.z)), 0.0); }
float frame(vec3 x, float size, float bar) {
    x = abs(x);
    if (x.y > x.x) x.xy = x.yx;
    if (x.z > x.x) x.xz = x.zx;
    if (x.z > x.y) x.yz = x.zy;
    return block(x - vec3(size, size, 0.0), vec3(bar, bar, size + bar));
}
float ring(vec3 x, float big, float thin) { vec2 q = vec2(length(x.xy) - big, x.z); return length(q) - thin; }
float egg(vec3 x, vec3 r) { vec3 u = x / r; float k = length(u); return (k - 1.0) * k / max(length(u / r), 1e-3); }
float prism(vec3 x, float r, float h) {
    float sector = 1.04719755, a = mod(atan(x.z, x.x) + 0.5 * sector, sector) - 0.5 * sector;
    vec2 q = vec2(length(x.xz) * cos(a) - r, abs(x.y) - h);
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0);
}
float spire(vec3 x, float base, float h) {
    vec2 side = normalize(vec2(h, base));
    float wall = dot(vec2(max(abs(x.x), abs(x.z)) - base, x.y), side);
    return max(wall, -x.y) * 0.8;
}
float exhibit(int k, vec3 x) {
    float d;
    switch (k) {
    case 0: d = frame(x, 0.3, 0.05); break;
    case 1: d = ring(x, 0.3, 0.1); break;
    case 2: d = egg(x, vec3(0.42, 0.3, 0.25)); break;
    case 3: d = prism(x, 0.3, 0.35); break;
    case 4: d = spire(x + vec3(0.0, 0.4, 0.0), 0.4, 0.9); break;
    default: d = length(x) - 0.4;
    }
    return d;
}
vec2 table(vec3 x) {
    vec2 best = vec2(x.y, -1.0);
    for (int k = 0; k < 6; k++) {
        vec3 q = x - vec3(1.2 * float(k % 3) - 1.2, 0.42, 1.2 * float(k / 3) - 0.6);
        if (length(q) - 0.75 > best.x) continue;
        float d = exhibit(k, q);
        if (d < best.x) best = vec2(d, float(k));
    }
    return best;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float a = 0.5 + 0.3 * iTime;
    vec3 eye = vec3(4.2 * sin(a), 2.6, -4.2 * cos(a)), front = normalize(vec3(0.0, 0.2, 0.0) - eye), right = normalize(cross(vec3(0, 1, 0), front));
    vec3 ray = normalize(mat3(right, cross(front, right), front) * vec3(v, 1.35)), haze = vec3(0.75, 0.8, 0.85);
    float t = 2.0;
    vec2 at = vec2(0.0);
    for (int k = 0; k < 44 && t < 14.0; k++) { at = table(eye + ray * t); if (at.x < 0.0015) break; t += at.x; }
    vec3 col = haze;
    if (t < 14.0) {
        vec3 x = eye + ray * t, n = vec3(0.0);
        for (int k = 0; k < 4; k++) {
            vec3 corner = vec3(k == 0 || k == 3, k == 1 || k == 3, k == 2 || k == 3) * 2.0 - 1.0;
            n += corner * table(x + 0.001 * corner).x;
        }
        n = normalize(n);
        vec3 key = normalize(vec3(-0.6, 0.9, -0.3)), fill = normalize(vec3(0.8, 0.3, -0.5));
        float shade = 1.0, s = 0.05;
        for (int k = 0; k < 12; k++) { float d = table(x + n * 0.01 + key * s).x; shade = min(shade, 9.0 * d / s); s += clamp(d, 0.03, 0.25); }
        vec3 ink = at.y < -0.5 ? vec3(0.5) + 0.12 * sign(sin(4.0 * x.x) * sin(4.0 * x.z)) : 0.5 + 0.45 * cos(1.9 * at.y + vec3(0.0, 1.3, 2.9));
        float lit = max(dot(n, key), 0.0) * clamp(shade, 0.0, 1.0);
        col = ink * (0.22 + 0.75 * lit + 0.25 * max(dot(n, fill), 0.0)) + 0.3 * lit * pow(max(dot(reflect(ray, n), key), 0.0), 12.0);
        col = mix(haze, col, exp(-0.0025 * t * t * t * 0.4));
    }
    fragColor = vec4(sqrt(col), 1.0);
}
