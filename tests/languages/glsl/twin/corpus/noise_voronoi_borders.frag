// Voronoi with the exact distance to the borders: nearest point first, then the bisectors with all of its neighbours.
vec2 point(vec2 cell) { return cell + fract(19.19 * sin(vec2(1.7 * cell.x + 2.9 * cell.y, 3.1 * cell.x - 1.3 * cell.y) + 0.5)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = 6.0 * fragCoord / iResolution.y, home = vec2(0.0), mine = vec2(100.0);
    for (int k = 0; k < 9; k++) {
        vec2 cell = floor(q) + vec2(k % 3, k / 3) - 1.0, p = point(cell);
        if (distance(q, p) < distance(q, mine)) { mine = p; home = cell; }
    }
    float border = 10.0;
    for (int k = 0; k < 25; k++) {
        vec2 cell = home + vec2(k % 5, k / 5) - 2.0;
        if (cell == home) continue;
        vec2 other = point(cell), axis = normalize(other - mine);
        border = min(border, dot(0.5 * (mine + other) - q, axis));
    }
    vec3 ink = 0.55 + 0.45 * cos(2.0 * home.x + 3.0 * home.y + vec3(0.0, 1.0, 2.0));
    ink *= 0.5 + min(border, 0.5);
    ink = mix(vec3(0.05), ink, smoothstep(0.03, 0.05, border));
    fragColor = vec4(mix(vec3(1.0), ink, smoothstep(0.05, 0.07, distance(q, mine))), 1.0);
}
