// No surface at all: glow collected along the ray around a helix of points.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec3 rd = normalize(vec3((2.0 * fragCoord - iResolution.xy) / iResolution.y, 1.6)), ro = vec3(0.0, 0.0, -3.0);
    vec3 light = vec3(0.0);
    for (int i = 0; i < 24; i++) {
        float a = float(i) * 0.55 + iTime;
        vec3 c = vec3(cos(a), float(i) * 0.09 - 1.05, sin(a));
        float d = length(cross(c - ro, rd));
        light += (0.6 + 0.4 * cos(float(i) * 0.4 + vec3(0.0, 2.0, 4.0))) * 0.0016 / (d * d + 0.0008);
    }
    fragColor = vec4(1.0 - exp(-light), 1.0);
}
