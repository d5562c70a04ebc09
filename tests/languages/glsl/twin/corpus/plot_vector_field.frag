// Arrows of a vector field: one segment with a head per cell, length clamped.
vec2 field(vec2 p) { return vec2(-p.y, p.x) * exp(-0.4 * dot(p, p)) * 1.6 + vec2(0.2, 0.0); }
float segment(vec2 p, vec2 a, vec2 b) { vec2 u = p - a, v = b - a; return length(u - v * clamp(dot(u, v) / dot(v, v), 0.0, 1.0)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y * 5.0;
    vec2 c = (floor(p * 2.0) + 0.5) / 2.0, v = field(c);
    float l = length(v);
    vec2 d = v / l * min(l, 1.0) * 0.2, n = vec2(-d.y, d.x);
    float k = segment(p, c - d, c + d);
    k = min(k, min(segment(p, c + d, c + 0.3 * d + 0.4 * n), segment(p, c + d, c + 0.3 * d - 0.4 * n)));
    vec3 ink = mix(vec3(0.1, 0.3, 0.8), vec3(0.9, 0.2, 0.1), clamp(l, 0.0, 1.0));
    fragColor = vec4(mix(ink, vec3(0.96), smoothstep(0.02, 0.04, k)), 1.0);
}
