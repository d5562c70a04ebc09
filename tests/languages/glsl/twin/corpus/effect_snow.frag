// Snow in six layers with parallax: fract of a sheared grid, flakes of random radius.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.y;
    float snow = 0.0;
    for (int k = 1; k <= 6; k++) {
        float s = 3.0 + 2.0 * float(k);
        vec2 q = uv * s + vec2(0.3 * sin(iTime + float(k)) * uv.y, iTime * (2.0 - 0.2 * float(k)));
        vec2 id = floor(q), f = fract(q) - 0.5;
        float r = fract(sin(id.x * 1.73 + id.y * 2.91 + float(k)) * 97.31);
        vec2 c = 0.6 * (vec2(r, fract(r * 17.0)) - 0.5);
        snow += (1.0 - smoothstep(0.05, 0.12, length(f - c))) * step(0.4, r) / (0.6 + 0.3 * float(k));
    }
    fragColor = vec4(mix(vec3(0.2, 0.3, 0.45), vec3(0.5, 0.55, 0.65), uv.y) + snow, 1.0);
}
