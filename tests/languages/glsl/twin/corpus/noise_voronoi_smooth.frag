// Smooth voronoi: sum of exponentials instead of a minimum.
vec2 hash(vec2 p) {
    uvec2 q = uvec2(ivec2(p + 512.0));
    q = q * 1664525u + 1013904223u;
    q.x += q.y * 1664525u;
    q.y += q.x * 1664525u;
    q ^= q >> 16u;
    return vec2(q & 0xffffu) / 65535.0;
}
float smoothVoronoi(in vec2 x) {
    vec2 p = floor(x), f = fract(x);
    float res = 0.0;
    for (int j = -1; j <= 1; j++)
        for (int i = -1; i <= 1; i++) {
            vec2 b = vec2(i, j);
            vec2 r = b - f + hash(p + b);
            res += exp(-24.0 * dot(r, r));
        }
    return -(1.0 / 24.0) * log(res);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    float c = smoothVoronoi(fragCoord / iResolution.yy * 5.0);
    fragColor = vec4(vec3(1.0 - c, 0.8 - c * 0.9, c * 1.4), 1.0);
}
