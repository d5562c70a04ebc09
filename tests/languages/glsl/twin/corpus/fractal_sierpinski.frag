// Sierpinski triangle as x & y of integer pixels, carpet by base 3 digits in a loop.
bool carpet(ivec2 p) {
    for (int i = 0; i < 5; ++i) {
        if (p.x % 3 == 1 && p.y % 3 == 1) return true;
        p /= 3;
    }
    return false;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    if (fragCoord.x < iResolution.x * 0.5) {
        ivec2 p = ivec2(fragCoord * vec2(2.0, 1.0) / iResolution.xy * 128.0);
        fragColor = vec4((p.x & p.y) == 0 ? vec3(1.0, 0.8, 0.2) : vec3(0.1, 0.0, 0.2), 1.0);
    } else {
        ivec2 p = ivec2(vec2(2.0 * fragCoord.x / iResolution.x - 1.0, fragCoord.y / iResolution.y) * vec2(81.0, 162.0));
        fragColor = carpet(p) ? vec4(0.2, 0.1, 0.3, 1.0) : vec4(0.5, 0.9, 0.8, 1.0);
    }
}
