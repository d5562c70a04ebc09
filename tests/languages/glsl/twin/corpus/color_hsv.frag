// Hue, saturation and value: the wheel through a six-way table, and back through the largest and smallest channel.
vec3 to_rgb(float hue, float saturation, float value) {
    float six = 6.0 * fract(hue), part = fract(six);
    float low = value * (1.0 - saturation), fall = value * (1.0 - saturation * part), rise = value * (1.0 - saturation * (1.0 - part));
    int k = int(six);
    if (k == 0) return vec3(value, rise, low);
    if (k == 1) return vec3(fall, value, low);
    if (k == 2) return vec3(low, value, rise);
    if (k == 3) return vec3(low, fall, value);
    if (k == 4) return vec3(rise, low, value);
    return vec3(value, low, fall);
}
vec3 to_hsv(vec3 c) {
    float high = max(c.r, max(c.g, c.b)), low = min(c.r, min(c.g, c.b)), range = high - low;
    if (range < 1e-5) return vec3(0.0, 0.0, high);
    float six = high == c.r ? (c.g - c.b) / range : high == c.g ? 2.0 + (c.b - c.r) / range : 4.0 + (c.r - c.g) / range;
    return vec3(fract(six / 6.0), range / high, high);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float r = length(q), turn = atan(q.y, q.x) / 6.2831853;
    vec3 rgb = to_rgb(turn, clamp(r, 0.05, 1.0), 1.0 - 0.6 * smoothstep(0.95, 1.0, r)), hsv = to_hsv(rgb);
    fragColor = vec4(q.x > 0.0 ? to_rgb(hsv.x, hsv.y, hsv.z) : rgb, 1.0);
}
