// HSV wheel: hue from the angle, saturation from the radius, and back through rgb2hsv.
vec3 hsv2rgb(vec3 c) {
    vec4 K = vec4(1.0, 2.0 / 3.0, 1.0 / 3.0, 3.0);
    vec3 p = abs(fract(c.xxx + K.xyz) * 6.0 - K.www);
    return c.z * mix(K.xxx, clamp(p - K.xxx, 0.0, 1.0), c.y);
}
vec3 rgb2hsv(vec3 c) {
    vec4 K = vec4(0.0, -1.0 / 3.0, 2.0 / 3.0, -1.0);
    vec4 p = mix(vec4(c.bg, K.wz), vec4(c.gb, K.xy), step(c.b, c.g));
    vec4 q = mix(vec4(p.xyw, c.r), vec4(c.r, p.yzx), step(p.x, c.r));
    float d = q.x - min(q.w, q.y);
    float e = 1.0e-10;
    return vec3(abs(q.z + (q.w - q.y) / (6.0 * d + e)), d / (q.x + e), q.x);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float r = length(p);
    vec3 rgb = hsv2rgb(vec3(atan(p.y, p.x) / 6.2831853 + 0.5, clamp(r, 0.05, 1.0), 1.0));
    vec3 hsv = rgb2hsv(rgb);
    hsv.z *= 1.0 - 0.6 * smoothstep(0.95, 1.0, r);
    fragColor = vec4(p.x > 0.0 ? hsv2rgb(hsv) : rgb, 1.0);
}
