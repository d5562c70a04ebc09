// A pixel sprite of 12 x 8 in uint rows, two bits a pixel, palette lookup, mirrored in x.
const uint rows[8] = uint[8](0x000Cu, 0x0330u, 0x0FF0u, 0x3DFCu, 0xFFFFu, 0xCFFFu, 0xC30Cu, 0x0F00u);
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 g = fragCoord / iResolution.xy * vec2(36.0, 30.0);
    ivec2 p = ivec2(mod(g, vec2(18.0, 10.0))) - ivec2(1, 1);
    int x = p.x > 7 ? 15 - p.x : p.x;
    uint v = 0u;
    if (p.y >= 0 && p.y < 8 && x >= 0) v = (rows[7 - p.y] >> uint(2 * x)) & 3u;
    vec3 palette[4];
    palette[0] = vec3(0.02, 0.02, 0.08);
    palette[1] = vec3(0.9, 0.9, 0.2);
    palette[2] = vec3(0.9, 0.3, 0.2);
    palette[3] = vec3(0.3, 0.9, 0.5);
    fragColor = vec4(palette[int(v)], 1.0);
}
