// The demo tunnel: depth as one over a rounded square's radius, angle as the other coordinate, dark in the middle.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = (2.0 * fragCoord - iResolution.xy) / iResolution.y, s = q * q;
    float radius = sqrt(sqrt(s.x * s.x + s.y * s.y)), depth = 1.2 / radius + 0.8 * iTime, turn = 3.0 * atan(q.y, q.x) / 3.1415927;
    vec2 wall = abs(fract(vec2(depth, 2.0 * turn)) - 0.5);
    vec3 ink = 0.6 + 0.4 * cos(floor(depth) + vec3(0.0, 1.0, 2.0));
    fragColor = vec4(mix(ink, vec3(0.1, 0.05, 0.0), smoothstep(0.38, 0.47, max(wall.x, wall.y))) * smoothstep(0.0, 0.7, radius), 1.0);
}
