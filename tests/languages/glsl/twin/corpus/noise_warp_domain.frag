// Domain warping: fbm of fbm of fbm, the inner vectors colour the result.
const mat2 m = mat2(0.80, 0.60, -0.60, 0.80);
float hash(vec2 p) { p = 50.0 * fract(p * 0.3183099 + vec2(0.71, 0.113)); return fract(p.x * p.y * (p.x + p.y)); }
float noise(in vec2 x) {
    vec2 p = floor(x), f = fract(x);
    f = f * f * (3.0 - 2.0 * f);
    return -1.0 + 2.0 * mix(mix(hash(p), hash(p + vec2(1., 0.)), f.x), mix(hash(p + vec2(0., 1.)), hash(p + vec2(1., 1.)), f.x), f.y);
}
float fbm4(vec2 p) {
    float f = 0.0;
    f += 0.5000 * noise(p); p = m * p * 2.02;
    f += 0.2500 * noise(p); p = m * p * 2.03;
    f += 0.1250 * noise(p); p = m * p * 2.01;
    f += 0.0625 * noise(p);
    return f / 0.9375;
}
vec2 fbm4_2(vec2 p) { return vec2(fbm4(p + vec2(1.0)), fbm4(p + vec2(6.2))); }

float pattern(vec2 q, out vec2 o, out vec2 n) {
    q += 0.05 * sin(vec2(0.11, 0.13) * iTime + length(q) * 4.0);
    o = 0.5 + 0.5 * fbm4_2(0.9 * q);
    o += 0.02 * sin(vec2(0.11, 0.17) * iTime * length(o));
    n = fbm4_2(4.0 * o);
    vec2 p = q + 2.0 * n + 1.0;
    float f = 0.5 + 0.5 * fbm4(2.0 * p);
    return mix(f, f * f * f * 3.5, f * abs(n.x));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y, o, n;
    float f = pattern(p, o, n);
    vec3 col = mix(vec3(0.2, 0.1, 0.4), vec3(0.3, 0.05, 0.05), f);
    col = mix(col, vec3(0.9, 0.9, 0.9), dot(n, n));
    col = mix(col, vec3(0.5, 0.2, 0.2), 0.5 * o.y * o.y);
    col = mix(col, vec3(0.0, 0.2, 0.4), 0.5 * smoothstep(1.2, 1.3, abs(n.y) + abs(n.x)));
    fragColor = vec4(clamp(col * f * 2.0, 0.0, 1.0), 1.0);
}
