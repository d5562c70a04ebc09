// Kaleidoscope: angle folded by mod and abs, a moving pattern inside.
#define PI 3.14159265359
#define TAU (2.0 * PI)
vec2 kaleido(vec2 p, float n) {
    float a = atan(p.y, p.x), r = length(p), seg = TAU / n;
    a = abs(mod(a + seg * 0.5, seg) - seg * 0.5);
    return r * vec2(cos(a), sin(a));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord * 2.0 - iResolution.xy) / min(iResolution.x, iResolution.y);
    vec2 q = kaleido(p, 8.0);
    q -= vec2(0.45, 0.12);
    q *= mat2(cos(iTime + 0.5), -sin(iTime + 0.5), sin(iTime + 0.5), cos(iTime + 0.5));
    vec3 c = 0.5 + 0.5 * sin(vec3(18.0, 11.0, 7.0) * q.x * q.y + vec3(9.0 * q.x, 14.0 * q.y, 21.0 * length(q)));
    c *= smoothstep(0.0, 0.02, abs(length(q) - 0.2));
    fragColor = vec4(c, 1.0);
}
