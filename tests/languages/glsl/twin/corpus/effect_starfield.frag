// Stars in five layers that come nearer: an integer hash places and tints them, a soft core and a cross per star.
uint scramble(uint v) { v ^= v >> 15; v *= 0x2c1b3c6du; v ^= v >> 12; v *= 0x297a2d39u; return v ^ v >> 15; }
vec3 unit3(uint v) { return vec3(v & 1023u, v >> 10 & 1023u, v >> 20 & 1023u) / 1023.0; }
vec3 layer(vec2 q, uint salt) {
    ivec2 home = ivec2(floor(q));
    vec3 lit = vec3(0.0);
    for (int dy = -1; dy < 2; dy++)
        for (int dx = -1; dx < 2; dx++) {
            ivec2 cell = home + ivec2(dx, dy);
            vec3 r = unit3(scramble(uint(cell.x + 4096) * 8191u + uint(cell.y + 4096) + salt));
            if (r.z < 0.45) continue;
            vec2 v = abs(q - vec2(cell) - r.xy);
            float core = 0.004 / (dot(v, v) + 0.002), cross_ = 0.0006 / (v.x * v.y + 0.0015) * exp(-9.0 * (v.x + v.y));
            lit += (core + cross_) * max(0.0, 1.0 - length(v)) * r.z * mix(vec3(1.0, 0.75, 0.5), vec3(0.6, 0.75, 1.0), r.x);
        }
    return lit;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 sky = vec3(0.01, 0.01, 0.03) + 0.04 * vec3(0.5, 0.2, 0.6) * (1.0 - length(p));
    for (uint k = 0u; k < 5u; k++) {
        float near = fract(0.2 * float(k) + 0.05 * iTime), size = mix(9.0, 1.0, near);
        sky += layer(p * size + 3.7 * float(k), 77u * k) * sin(3.14159 * near);
    }
    fragColor = vec4(sky, 1.0);
}
