// Voronoise: one function from value noise to voronoi, parameters vary over the screen.
vec3 hash3(vec2 p) {
    vec3 q = vec3(dot(p, vec2(1.27, 3.11)), dot(p, vec2(2.69, 1.83)), dot(p, vec2(4.19, 3.71)));
    return fract(sin(q) * 43.758);
}
float voronoise(in vec2 x, float u, float v) {
    vec2 p = floor(x), f = fract(x);
    float k = 1.0 + 63.0 * pow(1.0 - v, 4.0);
    float va = 0.0, wt = 0.0;
    for (int j = -2; j <= 2; j++)
    for (int i = -2; i <= 2; i++) {
        vec2 g = vec2(float(i), float(j));
        vec3 o = hash3(p + g) * vec3(u, u, 1.0);
        vec2 r = g - f + o.xy;
        float d = dot(r, r);
        float w = pow(1.0 - smoothstep(0.0, 1.414, sqrt(d)), k);
        va += w * o.z;
        wt += w;
    }
    return va / max(wt, 1e-4);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    float f = voronoise(12.0 * uv, uv.x, 0.2 + 0.8 * uv.y);
    fragColor = vec4(f, f * 0.9, f * 0.8, 1.0);
}
