// && and || evaluate their right side only when needed; ^^ evaluates both: counted by a function with a side effect.
int tally = 0;
bool note(bool b) { tally++; return b; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 g = fragCoord / iResolution.xy * 4.0;
    bool a = fract(g.x) < 0.5, b = fract(g.y) < 0.5, c = g.x + g.y > 4.0;
    bool r = note(a) && note(b) && note(c);
    bool s = note(b) || note(c) || note(a);
    bool t = note(a) ^^ note(c);
    if (!r && note(s)) tally += 2;
    fragColor = vec4(float(tally) / 12.0, r ? 0.9 : s ? 0.5 : 0.1, t ? 0.8 : 0.3, 1.0);
}
