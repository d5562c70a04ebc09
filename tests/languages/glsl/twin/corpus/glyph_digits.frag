// Digits by bit masks of 4 x 5 in an int array, counting down a column per row.
const int font[10] = int[](0x69996, 0x26227, 0x6924F, 0xE161E, 0x99F11, 0xF8E1E, 0x68E96, 0xF1244, 0x69696, 0x69716);
float digit(int n, vec2 p) {
    ivec2 q = ivec2(floor(p * vec2(4.0, 5.0)));
    if (any(lessThan(q, ivec2(0))) || q.x > 3 || q.y > 4) return 0.0;
    int bit = q.y * 4 + (3 - q.x);
    return float((font[n] >> bit) & 1);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 g = fragCoord / iResolution.xy * vec2(5.0, 4.0);
    ivec2 c = ivec2(g);
    vec2 f = (fract(g) - 0.15) / 0.7;
    int n = (c.x + 5 * c.y + int(iTime)) % 10;
    float on = digit(n, f);
    fragColor = vec4(mix(vec3(0.05, 0.1, 0.05), vec3(0.3, 1.0, 0.4) * (0.6 + 0.1 * float(c.y)), on), 1.0);
}
