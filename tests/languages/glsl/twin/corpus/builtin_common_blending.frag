// min max clamp mix step smoothstep in every mix of vector and scalar arguments, mix with bool and bvec.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec3 a = vec3(uv, 0.4), b = vec3(0.6, uv.x, uv.y);
    vec3 c = min(a, b) + max(a, 0.3) * 0.2 - min(b, 0.5) * 0.1 + max(a.zxy, b.yzx) * 0.1;
    c += clamp(a, 0.2, 0.7) * 0.2 + clamp(b, vec3(0.1), vec3(0.5, 0.6, 0.7)) * 0.1;
    c = mix(c, b, 0.3) + mix(a, b, vec3(0.1, 0.5, 0.9)) * 0.2;
    c += step(0.5, a) * 0.1 + step(a, b) * 0.1 - smoothstep(0.2, 0.8, a) * 0.2;
    c += smoothstep(vec3(0.0, 0.1, 0.2), vec3(0.5, 0.6, 0.7), b) * 0.2;
    c = mix(c, c.zxy, greaterThan(a, vec3(0.45)));
    c.r = mix(c.r, 0.9, uv.x + uv.y > 1.6);
    ivec2 i = clamp(ivec2(uv * 9.0), 2, 6);
    uvec2 u = max(uvec2(uv * 9.0), 4u);
    fragColor = vec4(c + 0.03 * float(i.x * i.y - int(min(u.x, u.y))) - 0.2, 1.0);
}
