// Structs in structs: member chains on the left of =, swizzles at the end, constructors in constructors, returned members.
struct Pose { vec2 at; float turn; };
struct Style { vec3 ink; vec3 line; float width; };
struct Figure { Pose pose; Style style; };
Figure make(vec2 at, float turn) { return Figure(Pose(at, turn), Style(vec3(0.9, 0.6, 0.2), vec3(0.0), 0.02)); }
vec2 local(Pose pose, vec2 p) { float c = cos(pose.turn), s = sin(pose.turn); return mat2(c, -s, s, c) * (p - pose.at); }
void paint(inout vec3 col, Figure figure, vec2 p) {
    vec2 q = abs(local(figure.pose, p)) - 0.18;
    float d = max(q.x, q.y);
    col = mix(figure.style.ink, col, smoothstep(0.0, 0.01, d));
    col = mix(figure.style.line, col, smoothstep(0.0, 0.01, abs(d) - figure.style.width));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.85, 0.9, 0.92);
    Figure one = make(vec2(-0.2, 0.0), 0.3), two = one;
    two.pose.at.x *= -1.0;
    two.pose.turn += 0.5 + iTime;
    two.style.ink.rb = two.style.ink.br;
    two.style.line.g = make(vec2(0.0), 0.0).style.ink.g;
    paint(col, one, p);
    paint(col, two, p);
    fragColor = vec4(col, 1.0);
}
