// Simplex noise in 3D: four corners of a tetrahedron by ranking the coordinates, integer gradients, four flat inks.
vec3 spoke(ivec3 c) {
    uint h = uint(c.x) * 0x8da6b343u ^ uint(c.y) * 0xd8163841u ^ uint(c.z) * 0xcb1ab31fu;
    h ^= h >> 16; h *= 0x7feb352du; h ^= h >> 15;
    return vec3(h & 2047u, h >> 11 & 2047u, h >> 22) / vec3(1023.5, 1023.5, 511.5) - 1.0;
}
float simplex(vec3 q) {
    ivec3 cell = ivec3(floor(q + (q.x + q.y + q.z) / 3.0));
    vec3 v = q - vec3(cell) + float(cell.x + cell.y + cell.z) / 6.0;
    ivec3 rank = ivec3(int(v.x >= v.y) + int(v.x >= v.z), int(v.y > v.x) + int(v.y >= v.z), int(v.z > v.x) + int(v.z > v.y));
    float sum = 0.0;
    for (int k = 0; k < 4; k++) {
        ivec3 o = ivec3(greaterThanEqual(rank, ivec3(3 - k)));
        vec3 d = v - vec3(o) + float(k) / 6.0;
        float fall = max(0.6 - dot(d, d), 0.0);
        fall *= fall;
        sum += fall * fall * dot(spoke(cell + o), d);
    }
    return 22.0 * sum;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    float v = 0.5 + 0.5 * simplex(vec3(5.0 * fragCoord / iResolution.x, iTime * 0.3 + 0.2));
    vec3 c = v < 0.35 ? vec3(0.1, 0.2, 0.5) : v < 0.5 ? vec3(0.2, 0.5, 0.6) : v < 0.65 ? vec3(0.8, 0.7, 0.4) : vec3(0.9, 0.95, 0.9);
    fragColor = vec4(c * (0.6 + 0.5 * v), 1.0);
}
