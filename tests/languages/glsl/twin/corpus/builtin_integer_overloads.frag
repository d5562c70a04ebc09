// abs, sign, min, max, clamp of int, uint and their vectors, with scalar second arguments.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    ivec3 i = ivec3(fragCoord / iResolution.xy * 20.0, 7) - 10;
    uvec3 u = uvec3(abs(i) * 3);
    ivec3 a = abs(i) + sign(i) * 2, b = min(i, 3) + max(i.yzx, ivec3(-2, 0, 2)), c = clamp(i, -4, 4);
    uvec3 d = min(u, 12u) + max(u.zxy, 5u), e = clamp(u, uvec3(3u), uvec3(9u, 15u, 20u));
    fragColor = vec4(fract(vec3(a * 2 + b - c) * 0.05 + vec3(d) * 0.02 + vec3(e) * 0.03), 1.0);
}
