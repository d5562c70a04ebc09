// Divisions by zero whose infinities are clamped, log(0) and inversesqrt(0) as masks.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = floor((fragCoord - 0.5 * iResolution.xy) / 6.0);
    float a = min(1.0 / abs(p.x), 1.0), b = clamp(inversesqrt(abs(p.y)), 0.0, 0.8), c = max(log(abs(p.x + p.y)), 0.0);
    fragColor = vec4(a, b, 0.2 * c, 1.0);
}
