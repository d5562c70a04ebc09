// clamp with its bounds the wrong way round, and step and mix outside of their usual ranges.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec3 c = clamp(vec3(uv, uv.x + uv.y), vec3(0.7, 0.6, 1.2), vec3(0.3, 0.4, 0.6 * uv.x));
    fragColor = vec4(mix(c, vec3(uv.yx, 0.2), 1.3 * uv.x - 0.3), 1.0);
}
