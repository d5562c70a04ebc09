// Gradient noise in 2D: vector-valued hash, dot products with the corners' offsets.
vec2 grad(ivec2 z) {
    int n = z.x + z.y * 11111;
    n = (n << 13) ^ n;
    n = (n * (n * n * 15731 + 789221) + 1376312589) >> 16;
    n &= 7;
    vec2 gr = vec2(n & 1, n >> 1) * 2.0 - 1.0;
    return (n >= 6) ? vec2(0.0, gr.x) : (n >= 4) ? vec2(gr.x, 0.0) : gr;
}

float noise(in vec2 p) {
    ivec2 i = ivec2(floor(p));
    vec2 f = fract(p);
    vec2 u = f * f * (3.0 - 2.0 * f);
    return mix(mix(dot(grad(i + ivec2(0, 0)), f - vec2(0.0, 0.0)), dot(grad(i + ivec2(1, 0)), f - vec2(1.0, 0.0)), u.x),
               mix(dot(grad(i + ivec2(0, 1)), f - vec2(0.0, 1.0)), dot(grad(i + ivec2(1, 1)), f - vec2(1.0, 1.0)), u.x), u.y);
}

void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord.xy / iResolution.xy;
    vec2 uv = p * vec2(iResolution.x / iResolution.y, 1.0);
    float f = 0.0;
    if (p.x < 0.6) {
        f = noise(16.0 * uv);
    } else {
        uv *= 6.0;
        mat2 m = mat2(1.6, 1.2, -1.2, 1.6);
        f = 0.5000 * noise(uv); uv = m * uv;
        f += 0.2500 * noise(uv); uv = m * uv;
        f += 0.1250 * noise(uv); uv = m * uv;
        f += 0.0625 * noise(uv); uv = m * uv;
    }
    f = 0.5 + 0.5 * f;
    f *= smoothstep(0.0, 0.005, abs(p.x - 0.6));
    fragColor = vec4(f, f, f, 1.0);
}
