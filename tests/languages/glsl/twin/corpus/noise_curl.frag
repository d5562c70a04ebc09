// Curl of a potential by central differences, drawn as hue and streaks.
float potential(vec2 p) { return sin(p.x * 1.7) * cos(p.y * 1.3) + 0.5 * sin(p.x * 3.1 + p.y * 2.3 + iTime); }
vec2 curl(vec2 p) {
    const float eps = 0.01;
    float x1 = potential(p + vec2(eps, 0.)), x2 = potential(p - vec2(eps, 0.));
    float y1 = potential(p + vec2(0., eps)), y2 = potential(p - vec2(0., eps));
    return vec2(y1 - y2, x2 - x1) / (2. * eps);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = 3. * (fragCoord - iResolution.xy / 2.) / iResolution.y;
    vec2 q = p;
    for (int i = 0; i < 12; i++) q += 0.03 * curl(q);
    vec2 v = curl(p);
    float streak = 0.5 + 0.5 * sin(12. * q.x) * sin(9. * q.y);
    fragColor = vec4(0.5 + 0.25 * v.x, streak, 0.5 + 0.25 * v.y, 1.);
}
