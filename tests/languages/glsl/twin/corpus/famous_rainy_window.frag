// Drops on a pane at night: two grids of drops that slide and leave trails bend the view of blurred lights.
float seed(vec2 c) { uvec2 u = uvec2(ivec2(c) + 1024) * uvec2(1597334677u, 3812015801u); uint n = (u.x ^ u.y) * 1597334677u; return float(n >> 8) / 16777216.0; }
float drops(vec2 q, vec2 grid, float t) {
    vec2 w = q * grid;
    float column = floor(w.x), r = seed(vec2(column, 7.0));
    w.y += t * (0.5 + r) + r * 5.0;
    vec2 cell = vec2(column, floor(w.y)), f = fract(w);
    float s = seed(cell);
    if (s < 0.35) return 0.0;
    float phase = fract(t * (0.3 + 0.3 * r) + s), y = 0.8 - 0.6 * phase * phase;
    vec2 d = (f - vec2(0.3 + 0.4 * s, y)) / vec2(grid.x / grid.y, 1.0) * vec2(grid.x / grid.y, 1.0);
    float body = smoothstep(0.0, 0.18, 0.18 - length(d * vec2(1.0, grid.x / grid.y * 1.4)));
    float tail = smoothstep(0.0, 0.08, 0.08 - abs(d.x)) * step(0.0, d.y) * max(0.0, 1.0 - d.y * 1.8) * 0.4;
    return max(body, tail);
}
float pane(vec2 q) { return drops(q, vec2(7.0, 3.0), iTime * 0.4 + 0.7) + 0.7 * drops(q + 0.31, vec2(13.0, 6.0), iTime * 0.5); }
vec3 street(vec2 q) {
    vec3 c = mix(vec3(0.08, 0.06, 0.12), vec3(0.02, 0.03, 0.08), q.y + 0.5);
    for (int k = 0; k < 12; k++) {
        float f = float(k);
        vec2 lamp = vec2(1.5 * fract(0.618 * f + 0.1) - 0.75, 0.7 * fract(0.381 * f * f + 0.2) - 0.5);
        c += 0.55 * exp(-90.0 * dot(q - lamp, q - lamp)) * (0.6 + 0.4 * cos(1.7 * f + vec3(0.0, 1.0, 2.5)));
    }
    return c;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float h = pane(q);
    vec2 slope = vec2(pane(q + vec2(0.004, 0.0)), pane(q + vec2(0.0, 0.004))) - h;
    fragColor = vec4(street(q - clamp(2.0 * slope, -0.35, 0.35)) + 0.08 * h, 1.0);
}
