// Plasma: three travelling waves and one from a wandering centre, folded into a palette of squared sines.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.y * 7.0;
    vec2 wander = 3.5 + 2.0 * vec2(sin(0.7 * iTime), cos(0.9 * iTime));
    float w = sin(p.x + iTime) + sin(1.3 * p.y - 0.6 * iTime) + sin(0.8 * (p.x + p.y)) + sin(2.2 * distance(p, wander));
    vec3 phase = 0.9 * w + vec3(0.0, 1.1, 2.3);
    vec3 s = sin(phase);
    fragColor = vec4(s * s, 1.0);
}
