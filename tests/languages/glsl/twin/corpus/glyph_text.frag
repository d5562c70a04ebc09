// A line of text from packed 5 x 5 letters: switch returns the mask of each character, macro-built message.
#define _A 0x0E8FE31
#define _C 0x0F8420F
#define _E 0x1F8721F
#define _H 0x118FE31
#define _L 0x108421F
#define _O 0x0E8C62E
int letter(int i) {
    switch (i) {
    case 0: return _H;
    case 1: return _E;
    case 2: case 3: return _L;
    case 4: return _O;
    case 5: return _C;
    case 6: return _A;
    }
    return 0;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.xy * vec2(44.0, 15.0) - vec2(1.0, 5.0);
    ivec2 q = ivec2(floor(p));
    int on = 0;
    if (q.y >= 0 && q.y < 5 && q.x >= 0) {
        int column = q.x % 6;
        if (column < 5) on = (letter(q.x / 6) >> (q.y * 5 + 4 - column)) & 1;
    }
    vec3 ink = 0.6 + 0.4 * cos(float(q.x) * 0.15 + vec3(0.0, 2.0, 4.0));
    fragColor = vec4(on != 0 ? ink : vec3(0.1 + 0.05 * sin(p.y)), 1.0);
}
