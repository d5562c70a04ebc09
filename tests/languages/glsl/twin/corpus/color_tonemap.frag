// Reinhard, a filmic rational and ACES curves on the same hot gradient, sRGB by pow.
vec3 aces(vec3 x) {
    const float a = 2.51, b = 0.03, c = 2.43, d = 0.59, e = 0.14;
    return clamp((x * (a * x + b)) / (x * (c * x + d) + e), 0.0, 1.0);
}
vec3 filmic(vec3 c) { c = max(vec3(0.), c - 0.004); return (c * (6.2 * c + .5)) / (c * (6.2 * c + 1.7) + 0.06); }
vec3 reinhard(vec3 x) { return x / (1.0 + dot(x, vec3(0.2126, 0.7152, 0.0722))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec3 hot = vec3(exp2(uv.x * 6.0 - 3.0)) * (0.5 + 0.5 * cos(uv.y * 18.8 + vec3(0, 2, 4)));
    vec3 c = uv.y < 0.333 ? pow(reinhard(hot), vec3(1. / 2.2)) : uv.y < 0.667 ? filmic(hot) : pow(aces(hot), vec3(1. / 2.2));
    fragColor = vec4(c, 1.0);
}
