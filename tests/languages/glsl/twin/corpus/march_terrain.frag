// Height field march: steps grow with distance, the crossing is found between the last two by proportion, fog by height.
float bumps(vec2 q) {
    float h = 0.0;
    h += 0.50 * sin(q.x * 0.9 + 1.3 * sin(q.y * 0.6)) * cos(q.y * 0.8);
    h += 0.25 * sin(q.x * 2.1 + q.y * 1.3) * cos(q.y * 2.3 - q.x * 0.7);
    h += 0.08 * sin(q.x * 5.3 - q.y * 4.1) + 0.05 * cos(q.x * 8.9 + q.y * 7.7);
    return h;
}
bool meet(vec3 eye, vec3 way, out float t) {
    float before = eye.y - bumps(eye.xz), stride = 0.06;
    t = 0.1;
    for (int n = 0; n < 46; n++) {
        vec3 x = eye + t * way;
        float gap = x.y - bumps(x.xz);
        if (gap < 0.0) {
            t -= stride * gap / (gap - before);
            return true;
        }
        before = gap;
        stride = 0.05 + 0.07 * t;
        t += stride;
    }
    return false;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 eye = vec3(0.4, 1.1, iTime), way = normalize(vec3(v.x, v.y - 0.22, 0.9));
    vec3 sky = mix(vec3(1.0, 0.8, 0.6), vec3(0.4, 0.55, 0.85), clamp(3.0 * way.y + 0.3, 0.0, 1.0)), colour = sky;
    float t;
    if (meet(eye, way, t)) {
        vec3 x = eye + t * way;
        float h = 0.02;
        vec3 n = normalize(vec3(bumps(x.xz - vec2(h, 0)) - bumps(x.xz + vec2(h, 0)), 2.0 * h, bumps(x.xz - vec2(0, h)) - bumps(x.xz + vec2(0, h))));
        colour = x.y > 0.35 ? vec3(0.9, 0.9, 0.95) : n.y > 0.75 ? vec3(0.3, 0.42, 0.18) : vec3(0.4, 0.33, 0.27);
        colour *= 0.3 + 0.8 * max(0.0, dot(n, normalize(vec3(-0.5, 0.6, 0.3))));
        colour = mix(colour, sky, 1.0 - exp(-0.02 * t * t * exp(-0.4 * x.y)));
    }
    fragColor = vec4(colour, 1.0);
}
