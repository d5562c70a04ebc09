// mat2 rotations in six spellings: p *= m, p = m * p, p = p * m, a macro, a vec4 of cosines, columns set one by one.
#define ROT(a) mat2(cos(a), -sin(a), sin(a), cos(a))
mat2 rot(float a) { vec2 cs = cos(a - vec2(0.0, 1.57079633)); return mat2(cs, -cs.y, cs.x); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 g = fragCoord / iResolution.xy * vec2(3.0, 2.0);
    int k = int(g.x) + 3 * int(g.y);
    vec2 p = fract(g) - 0.5;
    float a = 0.35 + float(k) * 0.4, c = cos(a), s = sin(a);
    if (k == 0) p *= mat2(c, -s, s, c);
    else if (k == 1) p = mat2(c, -s, s, c) * p;
    else if (k == 2) p = p * ROT(a);
    else if (k == 3) p *= rot(a);
    else if (k == 4) p *= mat2(cos(a + vec4(0, 11, 33, 0)));
    else { mat2 m; m[0] = vec2(c, s); m[1] = vec2(-s, c); p = m * p; }
    vec2 q = abs(p) - vec2(0.3, 0.12);
    float d = max(q.x, q.y), tip = length(p - vec2(0.3, 0.0)) - 0.06;
    vec3 col = mix(vec3(0.2, 0.5, 0.7), vec3(0.95), smoothstep(0.0, 0.02, d));
    fragColor = vec4(mix(vec3(0.9, 0.3, 0.1), col, smoothstep(0.0, 0.02, tip)), 1.0);
}
