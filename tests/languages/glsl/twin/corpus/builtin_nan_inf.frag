// isnan and isinf of values made so on purpose from a uniform zero; min, max and comparisons are kept away from them.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    float zero = iResolution.z - 1.0;
    float inf = 1.0 / (uv.x > 0.5 ? zero : 1.0);
    vec2 v = vec2(uv.y > 0.5 ? zero : 1.0, 1.0) / vec2(zero + (uv.x < 0.25 ? 0.0 : 1.0), 1.0);
    vec3 c = vec3(0.2 + 0.3 * uv.y);
    if (isinf(inf)) c.r += 0.5;
    if (any(isinf(v))) c.g += 0.4;
    if (!any(isnan(vec2(uv)))) c.b += 0.3 * uv.x;
    fragColor = vec4(c, 1.0);
}
