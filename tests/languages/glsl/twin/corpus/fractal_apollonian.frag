// Apollonian gasket: fold by fract and invert, eight rounds, orbit trap and scale kept.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    p = p * 0.9 + vec2(0.13, 0.27);
    float scale = 1.0, trap = 1.0e10;
    for (int i = 0; i < 8; i++) {
        p = -1.0 + 2.0 * fract(0.5 * p + 0.5);
        float r2 = dot(p, p);
        trap = min(trap, r2);
        float k = 1.2 / max(r2, 0.05);
        p *= k;
        scale *= k;
    }
    float d = abs(p.y) / scale;
    vec3 c = mix(vec3(0.9, 0.5, 0.2), vec3(0.2, 0.4, 0.7), clamp(trap, 0.0, 1.0));
    fragColor = vec4(c * clamp(pow(d * 60.0, 0.4), 0.0, 1.0), 1.0);
}
