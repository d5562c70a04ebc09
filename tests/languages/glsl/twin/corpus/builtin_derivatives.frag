// dFdx, dFdy and fwidth of linear, curved and vector functions: constant in every 2 x 2 block or per pixel as the driver has it.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.y;
    float f = sin(9.0 * p.x) * cos(7.0 * p.y);
    vec3 v = vec3(p * p * 20.0, f);
    vec3 dx = dFdx(v), dy = dFdy(v), w = fwidth(v * v);
    float line = smoothstep(0.0, 1.5, abs(f) / fwidth(f));
    fragColor = vec4((0.5 + 5.0 * vec3(dx.z, dy.z, w.z)) * line + 0.2 * dx * 4.0 - 0.2 * dy + 0.1 * w, 1.0);
}
