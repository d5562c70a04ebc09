// A function plotted with its grid: line width from the derivative, axes by fwidth.
float f(float x) { return 0.6 * sin(x * 2.0 + iTime) + 0.3 * sin(x * 5.0); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y * 4.0;
    vec2 w = fwidth(p);
    vec3 col = vec3(1.0);
    vec2 g = abs(fract(p + 0.5) - 0.5) / w;
    col = mix(vec3(0.8, 0.85, 0.9), col, smoothstep(0.5, 1.5, min(g.x, g.y)));
    vec2 a = abs(p) / w;
    col = mix(vec3(0.2), col, smoothstep(0.5, 1.5, min(a.x, a.y)));
    float h = p.y - f(p.x), slope = (f(p.x + 0.01) - f(p.x - 0.01)) / 0.02;
    float d = abs(h) / sqrt(1.0 + slope * slope) / w.y;
    col = mix(vec3(0.85, 0.2, 0.1), col, smoothstep(1.0, 2.0, d));
    fragColor = vec4(col, 1.0);
}
