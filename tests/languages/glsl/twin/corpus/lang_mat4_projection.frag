// A wireframe cube through mat4 model, view and projection, perspective division of vec4.
mat4 perspective(float f, float near, float far) {
    return mat4(f, 0, 0, 0, 0, f, 0, 0, 0, 0, (far + near) / (near - far), -1, 0, 0, 2.0 * far * near / (near - far), 0);
}
mat4 translation(vec3 t) { mat4 m = mat4(1.0); m[3].xyz = t; return m; }
mat4 turnY(float a) { mat4 m = mat4(1.0); m[0][0] = m[2][2] = cos(a); m[2][0] = sin(a); m[0][2] = -m[2][0]; return m; }
mat4 turnX(float a) { float c = cos(a), s = sin(a); return mat4(vec4(1, 0, 0, 0), vec4(0, c, s, 0), vec4(0, -s, c, 0), vec4(0, 0, 0, 1)); }
vec2 project(mat4 m, vec3 p) { vec4 q = m * vec4(p, 1.0); return q.xy / q.w; }
float line(vec2 p, vec2 a, vec2 b) { vec2 u = p - a, v = b - a; return length(u - v * clamp(dot(u, v) / dot(v, v), 0.0, 1.0)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    mat4 mvp = perspective(2.2, 0.1, 20.0) * translation(vec3(0.0, 0.0, -5.0)) * turnX(0.5) * turnY(0.6 + iTime);
    float d = 9.0;
    for (int axis = 0; axis < 3; axis++)
        for (int corner = 0; corner < 4; corner++) {
            vec3 a = vec3(-1.0);
            a[(axis + 1) % 3] = (corner & 1) == 0 ? -1.0 : 1.0;
            a[(axis + 2) % 3] = (corner & 2) == 0 ? -1.0 : 1.0;
            vec3 b = a;
            b[axis] = 1.0;
            d = min(d, line(p, project(mvp, a), project(mvp, b)));
        }
    fragColor = vec4(mix(vec3(0.3, 1.0, 0.6), vec3(0.02, 0.06, 0.08), smoothstep(0.01, 0.03, d)) + 0.1 * exp(-9.0 * d), 1.0);
}
