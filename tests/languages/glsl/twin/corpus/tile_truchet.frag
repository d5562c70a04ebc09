// Truchet arcs: a bit of an integer hash mirrors the cell, distance to two quarter rings, beads that run along them.
float coin(ivec2 c) { uint u = uint(c.x * 40503 + c.y * 30323 + 977); u ^= u >> 11; u *= 2246822519u; return float(u >> 31); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = fragCoord / iResolution.y * 7.0;
    ivec2 cell = ivec2(floor(q));
    q -= vec2(cell);
    if (coin(cell) > 0.5) q.y = 1.0 - q.y;
    bool low = q.x + q.y < 1.0;
    vec2 from = low ? q : q - 1.0;
    float radius = length(from), away = abs(radius - 0.5);
    float along = atan(abs(from.y), abs(from.x)) / 1.5707963;
    float beads = 0.5 + 0.5 * cos(6.2831853 * (2.0 * along + iTime));
    vec3 pipe = mix(vec3(0.1, 0.5, 0.45), vec3(0.95, 0.85, 0.4), beads * (low ? 1.0 : 0.6));
    fragColor = vec4(mix(pipe * (1.0 - 2.5 * away), vec3(0.09, 0.1, 0.16), smoothstep(0.15, 0.18, away)), 1.0);
}
