// The demo tunnel: texture coordinates 1/r and angle, darkened to the centre.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = atan(p.y, p.x), r = pow(pow(abs(p.x), 4.0) + pow(abs(p.y), 4.0), 0.25);
    vec2 uv = vec2(0.3 / r + 0.2 * iTime, a / 3.1415927);
    vec2 q = fract(uv * vec2(4.0, 6.0)) - 0.5;
    float tile = smoothstep(0.0, 0.1, 0.45 - max(abs(q.x), abs(q.y)));
    vec3 col = mix(vec3(0.1, 0.05, 0.0), 0.6 + 0.4 * cos(floor(uv.x * 4.0) + vec3(0, 1, 2)), tile);
    fragColor = vec4(col * smoothstep(0.0, 0.7, r), 1.0);
}
