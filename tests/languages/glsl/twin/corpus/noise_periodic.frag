// Tileable value noise: cell coordinates wrapped by mod, so that the picture repeats four times.
float cell(vec2 c, float period) {
    c = mod(c, period);
    return fract(c.x * 0.7548776662 + c.y * 0.5698402910 + fract(c.x * c.y * 0.324718));
}
float tiled(vec2 p, float period) {
    vec2 i = floor(p), f = fract(p);
    f = 0.5 - 0.5 * cos(3.14159265 * f);
    return mix(mix(cell(i, period), cell(i + vec2(1.0, 0.0), period), f.x),
               mix(cell(i + vec2(0.0, 1.0), period), cell(i + 1.0, period), f.x), f.y);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy * 2.0;
    float n = 0.6 * tiled(uv * 4.0, 4.0) + 0.4 * tiled(uv * 8.0, 8.0);
    vec2 edge = step(0.985, fract(uv));
    fragColor = vec4(vec3(n, n * n, 0.4) + max(edge.x, edge.y), 1.0);
}
