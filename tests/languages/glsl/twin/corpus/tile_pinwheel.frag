// Cells rotated by quarter turns: swizzle p = vec2(-p.y, p.x) once to three times by an int hash.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = 7.0 * fragCoord / iResolution.y;
    ivec2 id = ivec2(p);
    p = fract(p) - 0.5;
    int turns = (id.x * 3 + id.y * 5 + id.x * id.y) & 3;
    for (int i = 0; i < turns; i++) p = vec2(-p.y, p.x);
    float tri = max(p.x - p.y, max(-p.x, p.y) - 0.5);
    float w = 8.0 / iResolution.y;
    float t = smoothstep(-w, w, p.x + p.y);
    float v = smoothstep(-w, w, tri - 0.2);
    fragColor = vec4(mix(mix(vec3(0.1, 0.2, 0.4), vec3(0.95, 0.75, 0.3), t), vec3(0.9, 0.25, 0.2), v), 1.0);
}
