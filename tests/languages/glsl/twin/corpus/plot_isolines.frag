// Isolines of a two-dimensional function: fract of the value over its gradient by fwidth, heat colours.
float f(vec2 p) { return exp(-dot(p - 0.3, p - 0.3) * 4.0) + 0.8 * exp(-dot(p + 0.4, p + 0.4) * 7.0) - 0.5 * exp(-dot(p - vec2(0.5, -0.4), p - vec2(0.5, -0.4)) * 9.0); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float v = f(p) * 10.0, w = fwidth(v) + 1e-4;
    float line = abs(fract(v + 0.5) - 0.5) / w;
    vec3 heat = clamp(vec3(v * 0.15 + 0.3, v * 0.1 + 0.1, 0.5 - v * 0.08), 0.0, 1.0);
    fragColor = vec4(mix(vec3(0.0), heat, smoothstep(0.3, 1.3, line)), 1.0);
}
