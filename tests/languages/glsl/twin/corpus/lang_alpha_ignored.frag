// An alpha other than one, and colours outside [0, 1], which are clamped.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    fragColor = vec4(2.0 * uv.x - 0.5, -0.5 + 2.0 * uv.y, 1.5 - 2.0 * length(uv), uv.x);
}
