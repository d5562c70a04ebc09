// A switch inside a loop with continue and break of both, and a variable declared before the cases.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    ivec2 c = ivec2(fragCoord / iResolution.xy * 24.0);
    float a = 0.0, b = 0.0;
    for (int i = 0; i < 12; i++) {
        int op = (c.x * i + c.y) % 5;
        switch (op) {
        case 0: continue;
        case 1: a += 0.2; break;
        case 2: a *= 0.7;
        case 3: b += 0.15; break;
        default: b *= 0.8;
        }
        if (a + b > 1.4) break;
        a += 0.03;
    }
    fragColor = vec4(a, b, 0.5 * a + 0.3 * b, 1.0);
}
