// Wood rings with knots: distance to a crooked axis, fract, fine grain stretched along y.
float n1(vec2 p) { return sin(p.x) * sin(p.y); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord / iResolution.xy - 0.5) * vec2(3.0, 1.0);
    float wobble = 0.12 * n1(p * vec2(3.0, 7.0)) + 0.05 * n1(p * vec2(9.0, 13.0) + 2.0);
    float knot = exp(-12.0 * dot(p - vec2(0.5, 0.1), p - vec2(0.5, 0.1)));
    float r = p.x + wobble + 0.5 * knot;
    float ring = fract(6.0 * r);
    ring = smoothstep(0.0, 0.75, ring) * (1.0 - smoothstep(0.85, 1.0, ring));
    float grain = 0.5 + 0.5 * sin(180.0 * p.x + 8.0 * sin(5.0 * p.y));
    vec3 col = mix(vec3(0.72, 0.5, 0.28), vec3(0.45, 0.26, 0.12), ring) - 0.06 * grain - 0.25 * knot;
    fragColor = vec4(col, 1.0);
}
