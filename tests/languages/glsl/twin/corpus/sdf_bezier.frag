// Distance to a quadratic curve: the nearest of eight chords gives a start, three Newton steps on the squared distance finish.
const vec2 A = vec2(-0.8, -0.5), B = vec2(0.1, 1.3), C = vec2(0.7, -0.6);
vec2 curve(float t) { return mix(mix(A, B, t), mix(B, C, t), t); }
vec2 tangent(float t) { return 2.0 * mix(B - A, C - B, t); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = (2.0 * fragCoord - iResolution.xy) / iResolution.y, bend = 2.0 * (A - 2.0 * B + C);
    float t = 0.0, near = 1e3;
    for (int k = 0; k <= 8; k++) {
        float s = float(k) / 8.0, d = distance(q, curve(s));
        if (d < near) { near = d; t = s; }
    }
    for (int k = 0; k < 3; k++) {
        vec2 v = curve(t) - q, g = tangent(t);
        t = clamp(t - dot(v, g) / max(dot(g, g) + dot(v, bend), 0.5), 0.0, 1.0);
    }
    float d = min(near, distance(q, curve(t)));
    vec3 paper = vec3(0.1, 0.15, 0.25) * (1.0 + 0.4 * sin(50.0 * d));
    fragColor = vec4(mix(mix(vec3(1.0, 0.4, 0.2), vec3(1.0, 0.9, 0.2), t), paper, smoothstep(0.05, 0.07, d)), 1.0);
}
