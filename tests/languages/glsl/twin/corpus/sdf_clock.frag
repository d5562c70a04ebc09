// An analogue clock that reads iTime: ticks by polar repetition, three hands.
mat2 rot(float a) { float s = sin(a), c = cos(a); return mat2(c, -s, s, c); }
float hand(vec2 p, float turn, float len, float w) {
    p = rot(-turn * 6.2831853) * p;
    p.y -= clamp(p.y, -0.05, len);
    return length(p) - w;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float seconds = 36610.0 + floor(iTime);
    vec3 c = mix(vec3(0.98, 0.97, 0.93), vec3(0.2, 0.25, 0.35), smoothstep(0.88, 0.9, length(p)));
    float a = atan(p.x, p.y) / 6.2831853 * 12.0;
    vec2 q = length(p) * vec2(sin((fract(a + 0.5) - 0.5) * 0.5236), cos((fract(a + 0.5) - 0.5) * 0.5236));
    float tick = max(abs(q.x) - 0.02, abs(q.y - 0.8) - 0.05);
    c = mix(vec3(0.1), c, smoothstep(0.0, 0.01, tick));
    c = mix(vec3(0.1), c, smoothstep(0.0, 0.01, hand(p, fract(seconds / 43200.0), 0.45, 0.04)));
    c = mix(vec3(0.1), c, smoothstep(0.0, 0.01, hand(p, fract(seconds / 3600.0), 0.65, 0.025)));
    c = mix(vec3(0.8, 0.1, 0.1), c, smoothstep(0.0, 0.01, hand(p, fract(seconds / 60.0), 0.7, 0.012)));
    fragColor = vec4(c, 1.0);
}
