// A binary tree of line segments: rotated and shrunk per level, one branch chosen by the side.
float seg(vec2 p, float h) { p.y -= clamp(p.y, 0.0, h); return length(p); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - vec2(0.5, 0.05) * iResolution.xy) / iResolution.y * 2.4;
    float d = 10.0, scale = 1.0, width = 0.06;
    const float ca = cos(0.5), sa = sin(0.5);
    for (int level = 0; level < 9; level++) {
        d = min(d, (seg(p, 0.6) - width) * scale);
        p.y -= 0.6;
        p.x = abs(p.x);
        p = mat2(ca, sa, -sa, ca) * p;
        p /= 0.72;
        scale *= 0.72;
        width *= 0.97;
    }
    vec3 sky = vec3(0.95, 0.85, 0.7) - 0.25 * fragCoord.y / iResolution.y;
    fragColor = vec4(mix(vec3(0.15, 0.1, 0.1), sky, smoothstep(0.0, 0.01, d)), 1.0);
}
