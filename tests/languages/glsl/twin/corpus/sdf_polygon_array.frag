// A polygon from an array parameter: nearest edge, and inside by the parity of crossings, two indices in one loop head.
const int CORNERS = 7;
float polygon(vec2 q, vec2 corner[CORNERS]) {
    float near = 100.0;
    bool inside = false;
    for (int k = 0, last = CORNERS - 1; k < CORNERS; last = k++) {
        vec2 a = corner[last], b = corner[k], along = b - a, from = q - a;
        near = min(near, length(from - along * clamp(dot(from, along) / dot(along, along), 0.0, 1.0)));
        bool straddles = (a.y > q.y) != (b.y > q.y);
        if (straddles && q.x < a.x + along.x * (q.y - a.y) / along.y) inside = !inside;
    }
    return inside ? -near : near;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = (2.0 * fragCoord - iResolution.xy) / iResolution.y, corner[CORNERS];
    for (int k = 0; k < CORNERS; k++) {
        float turn = 6.2831853 * float(k) / float(CORNERS) + 0.3;
        corner[k] = ((k & 1) == 0 ? 0.85 : 0.4) * vec2(cos(turn), sin(turn));
    }
    float d = polygon(q, corner);
    vec3 ink = (d < 0.0 ? vec3(0.3, 0.7, 0.5) : vec3(0.15, 0.2, 0.3)) + 0.15 * cos(60.0 * d);
    fragColor = vec4(mix(vec3(1.0), ink, smoothstep(0.0, 0.02, abs(d))), 1.0);
}
