// fwidth under a condition that differs within blocks of two by two pixels.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float f = sin(20.0 * p.x) + cos(17.0 * p.y), v = 0.3;
    if (dot(p, p) < 0.15) v = smoothstep(0.0, 1.5, abs(f) / fwidth(f));
    else v += 0.2 * f;
    fragColor = vec4(v, v * 0.8, 0.4, 1.0);
}
