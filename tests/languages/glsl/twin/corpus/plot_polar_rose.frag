// Rose r = |cos(k a)| with anti-aliasing by dFdx and dFdy of the implicit function.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float r = length(p), a = atan(p.y, p.x);
    float f = r - 0.9 * abs(cos(2.5 * a));
    float w = length(vec2(dFdx(f), dFdy(f)));
    float fill = smoothstep(-w, w, f);
    float line = smoothstep(0.5 * w, 2.0 * w, abs(f));
    fragColor = vec4(mix(vec3(0.9, 0.2, 0.4), vec3(0.98, 0.95, 0.9), fill) * mix(0.2, 1.0, line), 1.0);
}
