// Worley noise in 3D as a slice; triple loop in one counter with / and %.
vec3 hash33(vec3 p3) {
    p3 = fract(p3 * vec3(.1031, .1030, .0973));
    p3 += dot(p3, p3.yxz + 33.33);
    return fract((p3.xxy + p3.yxx) * p3.zyx);
}
float worley(vec3 p) {
    vec3 id = floor(p);
    float best = 10.0;
    for (int k = 0; k < 27; k++) {
        vec3 offset = vec3(k % 3, (k / 3) % 3, k / 9) - 1.0;
        vec3 delta = offset + hash33(id + offset) - (p - id);
        best = min(best, dot(delta, delta));
    }
    return sqrt(best);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec3 p = vec3(6.0 * fragCoord / iResolution.y, 0.37 + iTime);
    float d = worley(p);
    float bubbles = pow(1.0 - clamp(d, 0.0, 1.0), 2.0);
    fragColor = vec4(vec3(0.0, 0.25, 0.4) + vec3(0.9, 0.8, 0.5) * bubbles, 1.0);
}
