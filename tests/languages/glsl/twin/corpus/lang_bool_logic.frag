// Scalars and vectors of bool: constructors, ==, !=, ^^, conversion from and to numbers, mix with a bvec.
bool inside(vec2 p, float r) { return dot(p, p) < r * r; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    bool a = inside(p - vec2(0.15, 0.1), 0.25), b = inside(p + vec2(0.15, 0.1), 0.25), c = bool(int(p.x * 20.0 + 20.0) & 1);
    bool odd = a ^^ b, same = a == b;
    bvec3 v = bvec3(odd, same && c, !c);
    bvec2 w = bvec2(v.xz) , z = bvec2(0.0, 2.5);
    vec3 col = mix(vec3(0.1, 0.2, 0.4), vec3(0.9, 0.7, 0.3), v);
    if (v != bvec3(true, false, true) && w != z) col *= 0.8;
    float f = float(a) + float(b) * 0.5;
    fragColor = vec4(col * (0.5 + 0.4 * f) + float(bool(f)) * 0.1, 1.0);
}
