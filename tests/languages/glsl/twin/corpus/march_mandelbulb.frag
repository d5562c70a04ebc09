// Mandelbulb, power 8, four iterations in spherical coordinates, normal and trap colours.
float DE(vec3 pos, out vec4 trap) {
    vec3 w = pos;
    float m = dot(w, w), dz = 1.0;
    trap = vec4(abs(w), m);
    for (int i = 0; i < 4; i++) {
        dz = 8.0 * pow(m, 3.5) * dz + 1.0;
        float r = length(w), b = 8.0 * acos(clamp(w.y / r, -1.0, 1.0)), a = 8.0 * atan(w.x, w.z);
        w = pos + pow(r, 8.0) * vec3(sin(b) * sin(a), cos(b), sin(b) * cos(a));
        trap = min(trap, vec4(abs(w), m));
        m = dot(w, w);
        if (m > 64.0) break;
    }
    return 0.25 * log(m) * sqrt(m) / dz;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.3, 1.0, -2.3), f = normalize(-ro), r = normalize(cross(vec3(0, 1, 0), f)), u = cross(f, r);
    vec3 rd = normalize(uv.x * r + uv.y * u + 2.0 * f);
    float t = 1.0, h = 1.0;
    vec4 trap = vec4(1.0), junk;
    for (int i = 0; i < 28; i++) {
        h = DE(ro + rd * t, trap);
        if (h < 0.004 || t > 4.0) break;
        t += h;
    }
    vec3 col = vec3(0.05, 0.07, 0.1) * (1.3 - 0.3 * length(uv));
    if (t < 4.0 && h < 0.02) {
        vec3 p = ro + rd * t, e = vec3(0.01, 0.0, 0.0);
        vec3 n = normalize(vec3(DE(p + e.xyy, junk), DE(p + e.yxy, junk), DE(p + e.yyx, junk)) - DE(p, junk));
        col = mix(vec3(0.8, 0.6, 0.4), vec3(0.5, 0.1, 0.2), clamp(trap.w, 0.0, 1.0));
        col = mix(col, vec3(0.2, 0.5, 0.6), clamp(pow(trap.y, 2.0) * 4.0, 0.0, 1.0));
        col *= 0.25 + 0.75 * clamp(dot(n, normalize(vec3(0.4, 0.7, -0.6))), 0.0, 1.0);
    }
    fragColor = vec4(sqrt(col), 1.0);
}
