// Hue, saturation and lightness: channels as clipped triangle waves with early returns for the flat parts.
float wave(float x) {
    x = 6.0 * fract(x);
    if (x < 1.0) return x;
    if (x < 3.0) return 1.0;
    if (x < 4.0) return 4.0 - x;
    return 0.0;
}
vec3 from_hsl(vec3 c) {
    if (c.y == 0.0) return vec3(c.z);
    float chroma = (1.0 - abs(2.0 * c.z - 1.0)) * c.y;
    vec3 pure = vec3(wave(c.x + 1.0 / 3.0), wave(c.x), wave(c.x - 1.0 / 3.0));
    return c.z + chroma * (pure - 0.5);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    fragColor = vec4(from_hsl(vec3(uv.x, uv.y < 0.1 ? 0.0 : 0.85, uv.y)), 1.0);
}
