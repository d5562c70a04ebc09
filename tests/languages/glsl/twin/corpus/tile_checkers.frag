// Checkers rotated by 30 degrees with filtered edges from fwidth.
float checker(vec2 p) {
    vec2 w = fwidth(p) + 0.001;
    vec2 i = 2.0 * (abs(fract((p - 0.5 * w) * 0.5) - 0.5) - abs(fract((p + 0.5 * w) * 0.5) - 0.5)) / w;
    return 0.5 - 0.5 * i.x * i.y;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - iResolution.xy * 0.5) / iResolution.y;
    float c = cos(radians(30.0)), s = sin(radians(30.0));
    p = mat2(c, -s, s, c) * p * 10.0;
    fragColor = vec4(vec3(mix(0.1, 0.9, checker(p))), 1.0);
}
