// Lissajous curve as glow of 40 samples with a trail colour.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.02, 0.03, 0.05);
    for (int i = 0; i < 40; i++) {
        float t = float(i) / 40.0 * 6.28318 + iTime;
        vec2 q = 0.8 * vec2(sin(3.0 * t + 0.5), sin(2.0 * t));
        float d = dot(p - q, p - q);
        col += mix(vec3(0.1, 0.9, 0.4), vec3(0.9, 0.3, 0.9), float(i) / 40.0) * 0.0012 / (d + 0.0008);
    }
    fragColor = vec4(col, 1.0);
}
