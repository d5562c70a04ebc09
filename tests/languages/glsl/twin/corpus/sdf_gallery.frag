// Sixteen signed distances of plane shapes, one per cell, as functions of a number; level lines and a bright outline.
float segment(vec2 q, vec2 a, vec2 b) { q -= a; b -= a; return length(q - b * clamp(dot(q, b) / dot(b, b), 0.0, 1.0)); }
float box(vec2 q, vec2 half_) { q = abs(q) - half_; return min(max(q.x, q.y), 0.0) + length(max(q, 0.0)); }
float regular(vec2 q, float n, float radius) {
    float wide = 3.14159265 / n, a = mod(atan(q.x, q.y) + wide, 2.0 * wide) - wide, r = length(q);
    vec2 p = r * vec2(cos(a), abs(sin(a))) - vec2(radius, 0.0);
    float high = radius * tan(wide);
    return length(vec2(p.x, max(p.y - high, 0.0))) * sign(p.x);
}
float starry(vec2 q, float n, float outer, float inner) {
    float wide = 3.14159265 / n, a = abs(mod(atan(q.x, q.y) + wide, 2.0 * wide) - wide);
    vec2 p = length(q) * vec2(sin(a), cos(a)), tip = vec2(0.0, outer), dip = inner * vec2(sin(wide), cos(wide)), edge = dip - tip;
    return segment(p, tip, dip) * sign(edge.x * (p.y - tip.y) - edge.y * (p.x - tip.x));
}
float three(vec2 q, vec2 a, vec2 b, vec2 c) {
    float far = min(segment(q, a, b), min(segment(q, b, c), segment(q, c, a)));
    vec3 side = vec3((b.x - a.x) * (q.y - a.y) - (b.y - a.y) * (q.x - a.x), (c.x - b.x) * (q.y - b.y) - (c.y - b.y) * (q.x - b.x),
                     (a.x - c.x) * (q.y - c.y) - (a.y - c.y) * (q.x - c.x));
    return all(greaterThan(side, vec3(0.0))) || all(lessThan(side, vec3(0.0))) ? -far : far;
}
float crescent(vec2 q) { return max(length(q) - 0.6, 0.5 - length(q - vec2(0.3, 0.0))); }
float arc(vec2 q, float half_angle, float radius, float thick) {
    float a = atan(abs(q.x), q.y), d = a < half_angle ? abs(length(q) - radius) : length(vec2(abs(q.x), q.y) - radius * vec2(sin(half_angle), cos(half_angle)));
    return d - thick;
}
float slice(vec2 q, float half_angle, float radius) {
    q.x = abs(q.x);
    vec2 ray = vec2(sin(half_angle), cos(half_angle));
    float edge = segment(q, vec2(0.0), ray * radius), inside = q.x * ray.y - q.y * ray.x;
    return inside < 0.0 ? max(length(q) - radius, -edge) : length(q) > radius && dot(q, ray) > radius ? length(q - ray * radius) : edge;
}
float lens(vec2 q) { q.x = abs(q.x); return abs(q.y) < 0.7 * (1.0 + q.x) ? length(q + vec2(0.4, 0.0)) - 0.8 : length(vec2(q.x, abs(q.y) - 0.69282)); }
float heart(vec2 q) { q.x = abs(q.x); q.y -= 0.15 * sqrt(q.x + 0.02); return (length(q * vec2(1.0, 1.05)) - 0.5) * 0.9; }
float pill(vec2 q) { float t = clamp((q.y + 0.35) / 0.7, 0.0, 1.0); return length(q - vec2(0.0, mix(-0.35, 0.35, t))) - mix(0.32, 0.15, t); }
float shape(int k, vec2 q) {
    switch (k) {
    case 0: return length(q) - 0.6;
    case 1: return box(q, vec2(0.65, 0.4));
    case 2: return box(q, vec2(0.4, 0.25)) - 0.2;
    case 3: return segment(q, vec2(-0.5, -0.4), vec2(0.5, 0.4)) - 0.1;
    case 4: return regular(q, 5.0, 0.5);
    case 5: return starry(q, 5.0, 0.65, 0.28);
    case 6: return three(q, vec2(-0.6, -0.5), vec2(0.65, -0.3), vec2(0.0, 0.6));
    case 7: return crescent(q);
    case 8: return arc(q, 2.0, 0.5, 0.1);
    case 9: return slice(q + vec2(0.0, 0.3), 0.6, 0.8);
    case 10: return lens(q);
    case 11: return heart(q);
    case 12: return pill(q);
    case 13: return min(box(q, vec2(0.6, 0.2)), box(q, vec2(0.2, 0.6)));
    case 14: return abs(regular(q, 6.0, 0.5)) - 0.08;
    }
    return max(starry(q, 8.0, 0.65, 0.45), 0.2 - length(q));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 g = 4.0 * fragCoord / iResolution.xy;
    ivec2 cell = ivec2(g);
    float d = shape(cell.x + 4 * cell.y, 2.0 * fract(g) - 1.0);
    vec3 ink = d < 0.0 ? vec3(0.35, 0.6, 0.75) : vec3(0.95, 0.9, 0.8);
    ink *= 0.85 + 0.15 * cos(45.0 * d);
    fragColor = vec4(mix(vec3(0.1), ink, smoothstep(0.015, 0.045, abs(d))), 1.0);
}
