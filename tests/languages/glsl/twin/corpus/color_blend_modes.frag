// Multiply, screen, overlay, soft light, difference and dodge of two gradients, chosen by a switch.
vec3 screen(vec3 a, vec3 b) { return 1.0 - (1.0 - a) * (1.0 - b); }
float overlay1(float a, float b) { return a < 0.5 ? 2.0 * a * b : 1.0 - 2.0 * (1.0 - a) * (1.0 - b); }
vec3 blend(int mode, vec3 a, vec3 b) {
    switch (mode) {
    case 0: return a * b;
    case 1: return screen(a, b);
    case 2: return vec3(overlay1(a.r, b.r), overlay1(a.g, b.g), overlay1(a.b, b.b));
    case 3: return (1.0 - 2.0 * b) * a * a + 2.0 * b * a;
    case 4: return abs(a - b);
    default: return min(a / max(1.0 - b, 0.05), 1.0);
    }
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 g = fragCoord / iResolution.xy * vec2(3.0, 2.0);
    ivec2 cell = ivec2(g);
    vec2 uv = fract(g);
    vec3 a = vec3(uv, 0.4), b = 0.5 + 0.5 * cos(length(uv - 0.5) * 9.0 + vec3(0.0, 1.0, 2.0));
    fragColor = vec4(blend(cell.x + 3 * cell.y, a, b), 1.0);
}
