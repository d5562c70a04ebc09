// Colour temperature by a rational fit with pow and log, 1,000 to 12,000 K.
vec3 kelvin(float k) {
    float t = k / 100.0;
    float r = t <= 66.0 ? 1.0 : clamp(1.2929 * pow(t - 60.0, -0.1332), 0.0, 1.0);
    float g = t <= 66.0 ? clamp(0.39008 * log(t) - 0.63184, 0.0, 1.0) : clamp(1.12989 * pow(t - 60.0, -0.07551), 0.0, 1.0);
    float b = t >= 66.0 ? 1.0 : t <= 19.0 ? 0.0 : clamp(0.54321 * log(t - 10.0) - 1.19625, 0.0, 1.0);
    return vec3(r, g, b);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec3 c = kelvin(mix(1000.0, 12000.0, uv.x));
    float glow = exp(-18.0 * pow(abs(uv.y - 0.5), 1.7));
    fragColor = vec4(c * glow, 1.0);
}
