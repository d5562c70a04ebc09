// A hypotrochoid as a polyline: distance to 48 chords in a loop that keeps the last point.
vec2 curve(float t) { return 0.30 * vec2(cos(t), sin(t)) + 0.16 * vec2(cos(-4.0 * t), sin(-4.0 * t)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec2 last = curve(0.0);
    float d = 1.0;
    for (int i = 1; i <= 48; i++) {
        vec2 next = curve(float(i) * 6.28318531 / 48.0);
        vec2 pa = p - last, ba = next - last;
        d = min(d, length(pa - ba * clamp(dot(pa, ba) / dot(ba, ba), 0.0, 1.0)));
        last = next;
    }
    fragColor = vec4(mix(vec3(0.1, 0.2, 0.7), vec3(0.98, 0.97, 0.93), smoothstep(0.004, 0.01, d)), 1.0);
}
