// pow exp log exp2 log2 sqrt inversesqrt on scalars and vectors, over their sensible ranges.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    int k = int(uv.x * 7.0);
    float x = 0.05 + 4.0 * uv.y, y = fract(uv.x * 7.0);
    vec3 v = vec3(x, x + y, 0.5 * x + 0.1);
    vec3 r = k == 0 ? pow(v, vec3(y, 0.5, 2.2)) * 0.15 : k == 1 ? exp(-v) : k == 2 ? 0.5 + 0.3 * log(v) : k == 3 ? exp2(v) * 0.03
           : k == 4 ? 0.5 + 0.2 * log2(v) : k == 5 ? sqrt(v) * 0.4 : inversesqrt(v) * 0.4;
    fragColor = vec4(r + 0.05 * pow(y, x) + 0.05 * sqrt(y), 1.0);
}
