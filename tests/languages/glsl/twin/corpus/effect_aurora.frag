// Northern lights: curtains as sums of stretched sines, faded upward, over a starry ridge.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec3 col = mix(vec3(0.02, 0.03, 0.1), vec3(0.0, 0.0, 0.03), uv.y);
    for (float i = 1.0; i <= 4.0; i++) {
        float x = uv.x * 3.0 + i * 1.3;
        float base = 0.35 + 0.06 * sin(x * 2.0 + iTime + i) + 0.04 * sin(x * 5.0 - iTime * 0.7) + 0.07 * i;
        float h = uv.y - base;
        float curtain = h > 0.0 ? exp(-h * (6.0 + 2.0 * i)) * smoothstep(0.0, 0.02, h) : 0.0;
        curtain *= 0.6 + 0.4 * sin(x * 30.0 + 4.0 * sin(x * 3.0));
        col += curtain * mix(vec3(0.1, 0.9, 0.5), vec3(0.6, 0.2, 0.8), clamp(h * 4.0, 0.0, 1.0)) * 0.6;
    }
    col *= step(0.14 + 0.06 * sin(uv.x * 9.0) + 0.03 * sin(uv.x * 23.0), uv.y);
    fragColor = vec4(col, 1.0);
}
