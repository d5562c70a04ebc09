// Halftone: rotated grids for three inks, dot radius from the tone at the cell's centre.
float tone(vec2 p) { return 0.5 + 0.5 * sin(5.0 * p.x) * cos(4.0 * p.y); }
float screenDots(vec2 p, float angle, float level) {
    float s = sin(angle), c = cos(angle);
    vec2 q = fract(vec2(c * p.x - s * p.y, s * p.x + c * p.y) * 22.0) - 0.5;
    return smoothstep(-0.08, 0.08, length(q) - 0.7 * sqrt(level));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.y;
    float cyan = screenDots(p, 0.26, 0.6 * tone(p));
    float magenta = screenDots(p, 1.31, 0.6 * tone(p + 0.5));
    float yellow = screenDots(p, 0.0, 0.5 * tone(p.yx + 0.9));
    fragColor = vec4(mix(0.1, 1.0, cyan), mix(0.1, 1.0, magenta), mix(0.2, 1.0, yellow), 1.0);
}
