// Value noise in 2D: sin-dot hash with a small factor, smooth weights, three octaves written out.
float at(vec2 cell) { return fract(91.7 * sin(cell.x * 1.83 + cell.y * 2.57)); }
float value(vec2 q) {
    vec2 cell = floor(q), w = q - cell;
    w = w * w * w * (10.0 + w * (6.0 * w - 15.0));
    float low = mix(at(cell), at(cell + vec2(1.0, 0.0)), w.x);
    float high = mix(at(cell + vec2(0.0, 1.0)), at(cell + vec2(1.0, 1.0)), w.x);
    return mix(low, high, w.y);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = fragCoord / iResolution.y;
    float n = 0.55 * value(q * 5.0) + 0.3 * value(q * 11.0 + 3.1) + 0.15 * value(q * 23.0);
    fragColor = vec4(mix(vec3(0.1, 0.15, 0.3), vec3(1.0, 0.9, 0.7), n), 1.0);
}
