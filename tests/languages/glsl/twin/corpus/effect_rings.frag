// Neon squares: the plane halved and centred again in a loop, a thin inverse distance per level, two inks mixed.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 st = fragCoord / iResolution.y - vec2(0.5 * iResolution.x / iResolution.y, 0.5);
    vec3 sum = vec3(0.02, 0.01, 0.05);
    float far = dot(st, st), weight = 1.0;
    vec2 cell = st * 2.4;
    for (int level = 1; level <= 3; ++level) {
        cell = fract(cell + 0.5) - 0.5;
        float edge = abs(max(abs(cell.x), abs(cell.y)) - 0.3 - 0.05 * sin(iTime + far * 7.0));
        float diamond = abs(abs(cell.x) + abs(cell.y) - 0.42);
        sum += weight * 0.011 / (edge + 0.006) * mix(vec3(1.0, 0.3, 0.5), vec3(0.2, 0.6, 1.0), far * 2.5);
        sum += weight * 0.006 / (diamond + 0.006) * vec3(0.9, 0.8, 0.3);
        cell *= 2.0;
        weight *= 0.6;
    }
    fragColor = vec4(sum, 1.0);
}
