// Worley noise, nearest point only: moving points of a 3 x 3 neighbourhood, dots drawn where they are.
vec2 place(ivec2 cell) {
    uint n = uint(cell.x * 2017 + cell.y * 7919 + 50021);
    n = n * 747796405u + 2891336453u;
    n ^= n >> 16;
    vec2 r = vec2(n & 0xffu, n >> 8 & 0xffu) / 255.0;
    return 0.5 + 0.45 * sin(iTime + 6.2831853 * r);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = fragCoord / iResolution.y * 5.0, whole = floor(q), part = q - whole;
    float nearest = 9.0;
    for (int row = -1; row <= 1; row++) {
        for (int column = -1; column <= 1; column++) {
            vec2 to = vec2(column, row) + place(ivec2(whole) + ivec2(column, row)) - part;
            nearest = min(nearest, dot(to, to));
        }
    }
    nearest = sqrt(nearest);
    vec3 colour = mix(vec3(1.0, 0.95, 0.8), vec3(0.15, 0.25, 0.5), nearest) * smoothstep(0.03, 0.05, nearest);
    fragColor = vec4(colour + 0.25 * max(step(0.97, part.x), step(0.97, part.y)), 1.0);
}
