// A sponge of three levels: at each the cross-shaped hole is the second largest of three folded coordinates.
float second(vec3 v) { return max(min(v.x, v.y), min(max(v.x, v.y), v.z)); }
float block(vec3 x) { x = abs(x) - 1.0; return length(max(x, 0.0)) + min(max(max(x.x, x.y), x.z), 0.0); }
float sponge(vec3 x) {
    float d = block(x), size = 1.0;
    for (int level = 0; level < 3; level++) {
        vec3 local = abs(fract((x / size + 1.0) * 0.5) - 0.5) * 2.0;
        float hole = (1.0 / 3.0 - second(local)) * size;
        d = max(d, hole);
        size /= 3.0;
    }
    return d;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float a = 0.6 + 0.3 * iTime;
    vec3 eye = 3.3 * vec3(cos(a), 0.55, sin(a)), z = -normalize(eye), x = normalize(cross(z, vec3(0, 1, 0))), way = normalize(x * v.x + cross(x, z) * v.y + z);
    float t = 1.2;
    bool struck = false;
    for (int n = 0; n < 40 && !struck && t < 6.0; n++) {
        float d = sponge(eye + way * t);
        struck = d < 0.002;
        t += struck ? 0.0 : d;
    }
    vec3 colour = vec3(0.2, 0.22, 0.28) * (1.2 - length(v));
    if (struck) {
        vec3 p = eye + way * t, n;
        for (int k = 0; k < 3; k++) { vec3 e = vec3(0.0); e[k] = 0.002; n[k] = sponge(p + e) - sponge(p - e); }
        n = normalize(n);
        colour = (0.55 + 0.35 * n.zxy) * (0.35 + 0.65 * clamp(dot(n, vec3(0.36, 0.8, 0.48)), 0.0, 1.0));
    }
    fragColor = vec4(colour, 1.0);
}
