// Smooth voronoi: a sum of falling exponentials and its logarithm instead of a minimum, drawn as soft pillows.
vec2 random2(ivec2 c) {
    uvec2 h = uvec2(c + 300) * uvec2(0x9E3779B1u, 0x85EBCA77u);
    h ^= h.yx >> 15u;
    h *= 0xC2B2AE3Du;
    return vec2(h >> 16) / 65535.0;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = fragCoord / iResolution.y * 4.5;
    ivec2 c = ivec2(floor(q));
    const float sharp = 18.0;
    float sum = 0.0;
    for (int k = 0; k < 9; k++) {
        ivec2 n = c + ivec2(k % 3 - 1, k / 3 - 1);
        sum += exp(-sharp * distance(q, vec2(n) + random2(n)));
    }
    float d = -log(sum) / sharp;
    fragColor = vec4(vec3(1.0, 0.75, 0.3) * (1.0 - d) + vec3(0.0, 0.1, 0.8) * d * d, 1.0);
}
