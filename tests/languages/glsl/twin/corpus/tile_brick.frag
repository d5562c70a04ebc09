// A wall: rows shifted by half a brick, mortar by two smoothsteps per axis, each brick a shade of its own.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 wall = fragCoord / iResolution.y * vec2(4.0, 9.0);
    float row = floor(wall.y);
    wall.x += 0.5 * mod(row, 2.0);
    vec2 brick = floor(wall), inside = wall - brick;
    vec2 from = smoothstep(vec2(0.02, 0.05), vec2(0.05, 0.13), inside), to = smoothstep(vec2(0.02, 0.05), vec2(0.05, 0.13), 1.0 - inside);
    float shade = 0.75 + 0.25 * fract(brick.x * 0.37 + row * 0.71);
    vec3 clay = vec3(0.68, 0.3, 0.2) * shade;
    fragColor = vec4(mix(vec3(0.78, 0.76, 0.72), clay, from.x * from.y * to.x * to.y), 1.0);
}
