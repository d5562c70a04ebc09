// Value noise with analytic derivatives, returned as a vec3 and used for lighting.
float hash1(vec2 p) { p = 50.0 * fract(p * 0.3183099); return fract(p.x * p.y * (p.x + p.y)); }
vec3 noised(in vec2 x) {
    vec2 p = floor(x), w = fract(x);
    vec2 u = w * w * w * (w * (w * 6.0 - 15.0) + 10.0);
    vec2 du = 30.0 * w * w * (w * (w - 2.0) + 1.0);
    float a = hash1(p + vec2(0, 0));
    float b = hash1(p + vec2(1, 0));
    float c = hash1(p + vec2(0, 1));
    float d = hash1(p + vec2(1, 1));
    float k0 = a, k1 = b - a, k2 = c - a, k4 = a - b - c + d;
    return vec3(-1.0 + 2.0 * (k0 + k1 * u.x + k2 * u.y + k4 * u.x * u.y), 2.0 * du * vec2(k1 + k4 * u.y, k2 + k4 * u.x));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec3 n = noised(fragCoord / iResolution.y * 6.0);
    vec3 normal = normalize(vec3(-n.yz * 0.5, 1.0));
    float light = clamp(dot(normal, normalize(vec3(0.6, 0.7, 0.5))), 0.0, 1.0);
    fragColor = vec4(vec3(0.15) + light * (0.7 + 0.2 * n.x), 1.0);
}
