// PCG in 1, 2 and 3 dimensions on uint, the three permuted results as colour.
uint pcg(uint v) {
    uint state = v * 747796405u + 2891336453u;
    uint word = ((state >> ((state >> 28u) + 4u)) ^ state) * 277803737u;
    return (word >> 22u) ^ word;
}
uvec2 pcg2d(uvec2 v) {
    v = v * 1664525u + 1013904223u;
    v.x += v.y * 1664525u; v.y += v.x * 1664525u;
    v = v ^ (v >> 16u);
    v.x += v.y * 1664525u; v.y += v.x * 1664525u;
    v = v ^ (v >> 16u);
    return v;
}
uvec3 pcg3d(uvec3 v) {
    v = v * 1664525u + 1013904223u;
    v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
    v ^= v >> 16u;
    v.x += v.y * v.z; v.y += v.z * v.x; v.z += v.x * v.y;
    return v;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    uvec2 c = uvec2(fragCoord) / 4u;
    float inv = 1.0 / float(0xffffffffu);
    vec3 col;
    if (fragCoord.y < iResolution.y / 3.) col = vec3(float(pcg(c.x + 331u * c.y)) * inv);
    else if (fragCoord.y < iResolution.y / 1.5) col = vec3(vec2(pcg2d(c)) * inv, 0.5);
    else col = vec3(pcg3d(uvec3(c, 7u))) * inv;
    fragColor = vec4(col, 1.0);
}
