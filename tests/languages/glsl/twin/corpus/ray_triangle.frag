// Moller-Trumbore on the eight faces of an octahedron, built in loops over signs; barycentric wireframe.
bool triangle(vec3 ro, vec3 rd, vec3 a, vec3 b, vec3 c, inout float t, inout vec3 bary) {
    vec3 e1 = b - a, e2 = c - a, q = cross(rd, e2);
    float det = dot(e1, q);
    if (abs(det) < 1e-5) return false;
    vec3 s = (ro - a) / det;
    float u = dot(s, q);
    vec3 r = cross(s, e1);
    float v = dot(rd, r), d = dot(e2, r);
    if (u < 0. || v < 0. || u + v > 1. || d < 0. || d > t) return false;
    t = d;
    bary = vec3(1. - u - v, u, v);
    return true;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    float a = .5 + iTime, ca = cos(a), sa = sin(a);
    mat3 m = mat3(ca, 0., sa, 0., 1., 0., -sa, 0., ca) * mat3(1., 0., 0., 0., .9, -.436, 0., .436, .9);
    vec3 ro = m * vec3(0, 0, -3), rd = m * normalize(vec3(uv, 1.2)), bary = vec3(0);
    float t = 1e3;
    int face = -1;
    for (int i = 0; i < 8; i++) {
        vec3 s = vec3((i & 1) != 0 ? 1. : -1., (i & 2) != 0 ? 1. : -1., (i & 4) != 0 ? 1. : -1.);
        if (triangle(ro, rd, vec3(s.x, 0, 0), vec3(0, s.y, 0), vec3(0, 0, s.z), t, bary)) face = i;
    }
    vec3 c = vec3(.95, .95, .9) - .3 * length(uv);
    if (face >= 0) {
        float edge = min(bary.x, min(bary.y, bary.z));
        c = mix(vec3(.1), .55 + .4 * cos(float(face) + vec3(0, 2, 4)), smoothstep(.01, .05, edge));
    }
    fragColor = vec4(c, 1);
}
