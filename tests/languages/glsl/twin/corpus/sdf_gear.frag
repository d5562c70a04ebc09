// Cog wheels: teeth by modulo of the angle, two wheels that mesh at any time.
const float PI = 3.14159265;
float gear(vec2 p, float radius, float teeth, float phase) {
    float angle = atan(p.y, p.x) + phase;
    float saw = abs(fract(angle * teeth / (2.0 * PI)) - 0.5) * 2.0;
    float bump = clamp((saw - 0.35) * 4.0, 0.0, 1.0);
    float outer = length(p) - radius - 0.06 * bump;
    float hole = 0.3 * radius - length(p);
    return max(outer * 0.7, hole);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = gear(p - vec2(-0.42, 0.0), 0.45, 12.0, iTime * 0.5);
    float b = gear(p - vec2(0.45, 0.2), 0.30, 8.0, -iTime * 0.75 + 0.2);
    vec3 c = vec3(0.85, 0.87, 0.9);
    c = mix(vec3(0.35, 0.4, 0.45), c, smoothstep(0.0, 0.015, a));
    c = mix(vec3(0.7, 0.45, 0.2), c, smoothstep(0.0, 0.015, b));
    fragColor = vec4(c, 1.0);
}
