// Quadratics for a capped cylinder and a cone, written with a helper that returns sorted roots.
bool quadratic(float a, float b, float c, out float t0, out float t1) {
    t0 = t1 = -1.0;
    float h = b * b - 4.0 * a * c;
    if (h < 0.0) return false;
    h = sqrt(h);
    t0 = (-b - h) / (2.0 * a);
    t1 = (-b + h) / (2.0 * a);
    if (t0 > t1) { float swap = t0; t0 = t1; t1 = swap; }
    return true;
}
float cylinder(vec3 ro, vec3 rd, float r, float h, out vec3 n) {
    float a, b;
    n = vec3(0.0, 1.0, 0.0);
    if (!quadratic(dot(rd.xz, rd.xz), 2.0 * dot(ro.xz, rd.xz), dot(ro.xz, ro.xz) - r * r, a, b)) return 1e5;
    float y = ro.y + a * rd.y;
    if (abs(y) < h) { n = vec3((ro.xz + a * rd.xz) / r, 0.0).xzy; return a; }
    float cap = (sign(ro.y) * h - ro.y) / rd.y;
    return cap > a && cap < b ? cap : 1e5;
}
float cone(vec3 ro, vec3 rd, float slope, out vec3 n) {
    float k = slope * slope, a, b;
    n = vec3(0.0);
    if (!quadratic(dot(rd.xz, rd.xz) - k * rd.y * rd.y, 2.0 * (dot(ro.xz, rd.xz) - k * ro.y * rd.y), dot(ro.xz, ro.xz) - k * ro.y * ro.y, a, b)) return 1e5;
    float y = ro.y + a * rd.y;
    if (y > 0.0 || y < -1.6) return 1e5;
    vec3 p = ro + a * rd;
    n = normalize(vec3(p.x, -k * p.y, p.z));
    return a;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.0, 2.2, -6.0), rd = normalize(vec3(uv.x, uv.y - 0.72, 2.0)), n1, n2;
    float t1 = cylinder(ro - vec3(-1.1, 0.0, 0.0), rd, 0.7, 0.8, n1), t2 = cone(ro - vec3(1.1, 0.8, 0.0), rd, 0.5, n2);
    vec3 l = normalize(vec3(-0.4, 0.8, -0.7)), c = vec3(0.85 - 0.2 * uv.y);
    float t = min(t1, t2);
    if (t < 1e4) c = t1 < t2 ? vec3(0.3, 0.5, 0.8) * (0.3 + 0.7 * max(dot(n1, l), 0.0)) : vec3(0.9, 0.6, 0.2) * (0.3 + 0.7 * max(dot(n2, l), 0.0));
    fragColor = vec4(c, 1.0);
}
