// uint wrap-around, shifts by variables, rotations, masks, uvec operators, conversions between int and uint.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    uvec2 p = uvec2(fragCoord / iResolution.xy * 32.0);
    uint wrap = p.x - p.y;
    uint top = wrap >> 27u;
    uint mix_ = (p.x << p.y % 8u) ^ (p.y << (p.x & 7u));
    uvec3 v = uvec3(p, p.x * p.y) * 2654435769u;
    v ^= v.zxy >> uvec3(7u, 9u, 11u);
    int back = int(wrap) / 2;
    uint bits = uint(-1) / 3u & ~0xFF00u;
    fragColor = vec4(vec3(v & 255u) / 510.0 + vec3(float(top) / 62.0, float(mix_ & 63u) / 126.0, float(back + 16) / 64.0 + float(bits & 1u) * 0.1), 1.0);
}
