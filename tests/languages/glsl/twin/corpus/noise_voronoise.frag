// One function between value noise and voronoi: weights sharpen from bottom to top, points spread from left to right.
vec3 random3(vec2 c) { vec3 r = fract(vec3(c.xyx) * vec3(0.1173, 0.2291, 0.3457) + 0.11); r += dot(r, r.zxy + 5.7); return fract(r.xyz * r.yzx * 3.3); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy, q = 9.0 * uv, c = floor(q);
    float spread = uv.x, power = exp2(5.0 * uv.y * uv.y), total = 1e-4, sum = 0.0;
    for (int y = -2; y <= 2; ++y)
        for (int x = -2; x <= 2; ++x) {
            vec2 cell = c + vec2(x, y);
            vec3 r = random3(cell);
            float far = distance(q, cell + mix(vec2(0.5), r.xy, spread));
            float w = pow(max(0.0, 1.0 - far / 1.6), power * 1.5);
            sum += w * r.z;
            total += w;
        }
    fragColor = vec4(sum / total * vec3(1.0, 0.92, 0.8), 1.0);
}
