// Perlin noise in 3D in the old manner: a permutation by a polynomial modulo 289, gradients to the twelve edges of a cube.
float shuffle(float x) { return mod((34.0 * x + 1.0) * x, 289.0); }
float edge(float h, vec3 v) {
    float k = mod(floor(h), 12.0);
    float u = k < 8.0 ? v.x : v.y, w = k < 4.0 ? v.y : v.z;
    return (mod(k, 2.0) < 0.5 ? u : -u) + (mod(floor(k * 0.5), 2.0) < 0.5 ? w : -w);
}
float perlin(vec3 q) {
    vec3 c = mod(floor(q), 289.0), f = fract(q), w = f * f * f * (10.0 + f * (6.0 * f - 15.0));
    float planes[2];
    for (int z = 0; z < 2; z++) {
        float rows[2];
        for (int y = 0; y < 2; y++) {
            float h = shuffle(c.z + float(z)) + c.y + float(y);
            float a = shuffle(shuffle(h) + c.x), b = shuffle(shuffle(h) + c.x + 1.0);
            vec3 v = f - vec3(0, y, z);
            rows[y] = mix(edge(a, v), edge(b, v - vec3(1, 0, 0)), w.x);
        }
        planes[z] = mix(rows[0], rows[1], w.y);
    }
    return mix(planes[0], planes[1], w.z);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    float n = perlin(vec3(7.0 * fragCoord / iResolution.y, iTime + 0.3));
    fragColor = vec4(0.5 + vec3(0.6, 0.4, -0.5) * n, 1.0);
}
