// A swirl: rotation by an angle that falls with the radius, stripes under it.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float r = length(p), a = 9.0 * exp(-4.0 * r) + iTime;
    p = p * mat2(cos(a), sin(a), -sin(a), cos(a));
    vec2 g = abs(fract(p * 5.0) - 0.5);
    float k = smoothstep(0.22, 0.28, max(g.x, g.y));
    fragColor = vec4(mix(vec3(0.95, 0.8, 0.5), vec3(0.3, 0.1, 0.35), k) * (0.4 + 1.2 * r), 1.0);
}
