// Hexagons by cube coordinates: round three, correct the worst, ids coloured by their ring, edges by the second nearest.
vec3 rounded(vec3 cube) {
    vec3 whole = floor(cube + 0.5), off = abs(whole - cube);
    if (off.x > off.y && off.x > off.z) whole.x = -whole.y - whole.z;
    else if (off.y > off.z) whole.y = -whole.x - whole.z;
    else whole.z = -whole.x - whole.y;
    return whole;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = (fragCoord - 0.5 * iResolution.xy) / iResolution.y * 5.5;
    vec2 axial = vec2(q.x * 0.57735027 - q.y / 3.0, q.y * 2.0 / 3.0) * 1.7320508;
    vec3 cube = vec3(axial, -axial.x - axial.y), cell = rounded(cube), rest = cube - cell;
    float ring = max(max(abs(cell.x), abs(cell.y)), abs(cell.z));
    float edge = max(max(abs(rest.x - rest.y), abs(rest.y - rest.z)), abs(rest.z - rest.x));
    vec3 ink = 0.6 + 0.35 * cos(1.1 * ring + 0.3 * cell.x + vec3(0.0, 1.4, 2.8));
    fragColor = vec4(mix(ink, vec3(0.08), smoothstep(0.88, 0.95, edge)), 1.0);
}
