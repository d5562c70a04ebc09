// Value noise in 2D: sin-dot hash, quintic fade, three octaves written out.
float rand(vec2 n) { return fract(sin(dot(n, vec2(12.9898, 4.1414))) * 437.585453); }

float noise(vec2 p) {
    vec2 ip = floor(p);
    vec2 u = fract(p);
    u = u * u * u * (u * (u * 6.0 - 15.0) + 10.0);
    float res = mix(
        mix(rand(ip), rand(ip + vec2(1.0, 0.0)), u.x),
        mix(rand(ip + vec2(0.0, 1.0)), rand(ip + vec2(1.0, 1.0)), u.x), u.y);
    return res * res;
}

void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.y;
    float n = 0.5 * noise(uv * 5.0) + 0.3 * noise(uv * 11.0 + 3.1) + 0.2 * noise(uv * 23.0);
    fragColor = vec4(mix(vec3(0.1, 0.15, 0.3), vec3(1.0, 0.9, 0.7), n * 1.6), 1.0);
}
