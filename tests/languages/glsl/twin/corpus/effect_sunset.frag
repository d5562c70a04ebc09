// Sun over the sea: gradient sky, reflected path broken by sines, silhouette of an island.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord.xy / iResolution.xy;
    float horizon = 0.42;
    vec2 sun = vec2(0.5, 0.52);
    float aspect = iResolution.x / iResolution.y;
    vec2 s = (uv - sun) * vec2(aspect, 1.0);
    vec3 col;
    if (uv.y > horizon) {
        col = mix(vec3(1.0, 0.6, 0.3), vec3(0.3, 0.2, 0.5), (uv.y - horizon) / (1.0 - horizon));
        col += vec3(1.0, 0.8, 0.5) * (1.0 - smoothstep(0.09, 0.1, length(s))) + 0.25 * exp(-6.0 * length(s)) * vec3(1.0, 0.5, 0.2);
        float island = 0.06 * exp(-80.0 * (uv.x - 0.2) * (uv.x - 0.2)) + horizon;
        if (uv.y < island) col = vec3(0.12, 0.06, 0.1);
    } else {
        float depth = horizon - uv.y;
        float wave = sin(120.0 * depth / (0.3 + depth) + 5.0 * sin(uv.x * 6.0 + iTime));
        float path = exp(-30.0 * s.x * s.x / (0.05 + depth));
        col = mix(vec3(0.9, 0.45, 0.3), vec3(0.1, 0.12, 0.3), clamp(depth * 3.0, 0.0, 1.0)) + path * smoothstep(0.0, 0.6, wave) * vec3(0.8, 0.6, 0.3);
    }
    fragColor = vec4(col, 1.0);
}
