// Locals read before they are written: drivers give zero.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec3 sum;
    float glow;
    for (int i = 1; i < 5; i++) {
        sum += 0.2 * abs(sin(float(i) * 5.0 * uv.xyx));
        glow += 0.02 / (0.02 + abs(uv.y - 0.2 * float(i)));
    }
    fragColor.rgb += sum + 0.2 * glow;
}
