// Moire of two families of rings, multiplied.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float a = sin(length(p - vec2(0.15, 0.0)) * 140.0);
    float b = sin(length(p + vec2(0.15, 0.05 * sin(iTime))) * 132.0);
    float m = smoothstep(-0.3, 0.3, a * b);
    fragColor = vec4(mix(vec3(0.05, 0.1, 0.25), vec3(0.95, 0.9, 0.7), m), 1.0);
}
