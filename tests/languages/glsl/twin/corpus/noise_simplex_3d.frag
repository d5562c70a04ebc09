// Simplex noise in 3D by tetrahedral corners: step() orders the coordinates, integer hash for gradients.
vec3 random3(vec3 c) {
    uvec3 q = uvec3(ivec3(c)) * uvec3(1597334673u, 3812015801u, 2798796415u);
    uint n = q.x ^ q.y ^ q.z;
    uvec3 m = n * uvec3(1597334673u, 3812015801u, 2798796415u);
    return vec3(m >> 8u) / 16777216.0 - 0.5;
}
const float F3 = 0.3333333, G3 = 0.1666667;
float simplex3d(vec3 p) {
    vec3 s = floor(p + dot(p, vec3(F3)));
    vec3 x = p - s + dot(s, vec3(G3));
    vec3 e = step(vec3(0.0), x - x.yzx);
    vec3 i1 = e * (1.0 - e.zxy);
    vec3 i2 = 1.0 - e.zxy * (1.0 - e);
    vec3 x1 = x - i1 + G3, x2 = x - i2 + 2.0 * G3, x3 = x - 1.0 + 3.0 * G3;
    vec4 w, d;
    w.x = dot(x, x); w.y = dot(x1, x1); w.z = dot(x2, x2); w.w = dot(x3, x3);
    w = max(0.6 - w, 0.0);
    d.x = dot(random3(s), x);
    d.y = dot(random3(s + i1), x1);
    d.z = dot(random3(s + i2), x2);
    d.w = dot(random3(s + 1.0), x3);
    w *= w; w *= w;
    d *= w;
    return dot(d, vec4(52.0));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec3 p3 = vec3(fragCoord / iResolution.x * 6.0, iTime * 0.3 + 0.2);
    float v = 0.5 + 0.5 * simplex3d(p3);
    vec3 c = v < 0.35 ? vec3(0.1, 0.2, 0.5) : v < 0.5 ? vec3(0.2, 0.5, 0.6) : v < 0.65 ? vec3(0.8, 0.7, 0.4) : vec3(0.9, 0.95, 0.9);
    fragColor = vec4(c * (0.6 + 0.5 * v), 1.0);
}
