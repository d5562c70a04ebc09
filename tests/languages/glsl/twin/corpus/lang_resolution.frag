// iResolution as vec3: .z, .xyx, as a divisor of vec3, its aspect, and an invariant unit by the smaller side.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec3 r = iResolution;
    vec2 p = (fragCoord - r.xy * 0.5) / min(r.x, r.y);
    vec3 q = vec3(fragCoord, r.z) / r;
    vec3 d = normalize(vec3(fragCoord, 0.0) * 2.0 - r.xyy);
    float a = r.x / r.y * step(0.4, length(p)) + r.z * 0.2;
    fragColor = vec4(q.xy * q.z * 0.5 + 0.5 * d.xy, fract(a + 4.0 * q.x), 1.0);
}
