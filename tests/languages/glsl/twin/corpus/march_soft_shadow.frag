// A rounded block and a ball with soft shadows: the narrowest gap over its distance along the way to the lamp.
float world(vec3 x) {
    vec3 q = abs(x - vec3(-0.75, 0.5, 0.1)) - 0.4;
    float block = length(max(q, 0.0)) - 0.08, ball = distance(x, vec3(0.7, 0.5, -0.1)) - 0.5;
    return min(x.y, min(block, ball));
}
float gap(vec3 from, vec3 to_lamp) {
    float narrow = 1.0;
    for (float s = 0.03; s < 3.0; ) {
        float d = world(from + to_lamp * s);
        if (d < 0.001) return 0.0;
        narrow = min(narrow, 9.0 * d / s);
        s += clamp(d, 0.04, 0.4);
    }
    return narrow;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 eye = vec3(0.2, 2.1, -3.6), way = normalize(vec3(v.x, v.y - 0.42, 1.0)), lamp = normalize(vec3(0.7, 0.8, -0.4));
    float t = 1.0;
    int left = 44;
    while (left-- > 0 && t < 16.0) { float d = world(eye + way * t); if (d < 0.0015) break; t += d; }
    vec3 colour = vec3(0.55, 0.7, 0.9) - 0.3 * v.y;
    if (t < 16.0) {
        vec3 x = eye + way * t;
        vec2 e = vec2(0.003, -0.003);
        vec3 n = normalize(e.xyy * world(x + e.xyy) + e.yyx * world(x + e.yyx) + e.yxy * world(x + e.yxy) + e.xxx * world(x + e.xxx));
        float lit = max(0.0, dot(n, lamp)) * gap(x + 0.01 * n, lamp);
        colour = mix(colour, vec3(0.22, 0.27, 0.35) * (1.0 + n.y) + vec3(0.75, 0.65, 0.5) * lit, exp(-0.01 * t * t));
    }
    fragColor = vec4(sqrt(colour), 1.0);
}
