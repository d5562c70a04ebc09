// HSL with the piecewise helper and early returns.
float hue2channel(float p, float q, float t) {
    if (t < 0.0) t += 1.0;
    if (t > 1.0) t -= 1.0;
    if (t < 1.0 / 6.0) return p + (q - p) * 6.0 * t;
    if (t < 1.0 / 2.0) return q;
    if (t < 2.0 / 3.0) return p + (q - p) * (2.0 / 3.0 - t) * 6.0;
    return p;
}
vec3 hsl2rgb(vec3 hsl) {
    if (hsl.y == 0.0) return vec3(hsl.z);
    float q = hsl.z < 0.5 ? hsl.z * (1.0 + hsl.y) : hsl.z + hsl.y - hsl.z * hsl.y;
    float p = 2.0 * hsl.z - q;
    return vec3(hue2channel(p, q, hsl.x + 1.0 / 3.0), hue2channel(p, q, hsl.x), hue2channel(p, q, hsl.x - 1.0 / 3.0));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    float saturation = uv.y < 0.1 ? 0.0 : 0.85;
    fragColor = vec4(hsl2rgb(vec3(uv.x, saturation, uv.y)), 1.0);
}
