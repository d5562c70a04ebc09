// gl_FragCoord beside the argument, pixel centres at .5, fract and mod of pixel coordinates.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 halves = fract(fragCoord);
    vec2 p = gl_FragCoord.xy;
    float checker = mod(floor(p.x / 8.0) + floor(p.y / 8.0), 2.0);
    float line = step(mod(fragCoord.x - 0.5, 10.0), 0.25);
    fragColor = vec4(halves.x * checker, halves.y * p.y / iResolution.y, line + 0.2 * float(p == fragCoord), 1.0);
}
