// A picture seen through a rippled surface: the lookup is a function of displaced coordinates.
vec3 image(vec2 p) {
    vec2 c = floor(p * 6.0);
    float k = mod(c.x + c.y, 2.0);
    return mix(vec3(0.9, 0.5 * p.y, 0.2), vec3(0.1, 0.4, 0.7 * p.x + 0.2), k);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec2 d = uv - 0.5;
    float r = length(d) + 1e-4;
    float wave = cos(r * 45.0 - iTime * 6.0) * exp(-4.0 * r);
    uv += d / r * wave * 0.04;
    fragColor = vec4(image(uv) + 0.15 * wave, 1.0);
}
