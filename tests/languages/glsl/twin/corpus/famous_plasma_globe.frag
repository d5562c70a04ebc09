// A plasma ball: bent filaments from the centre to points on the glass, each ray's nearest approach by a few samples, glass on top.
const int ARMS = 7;
vec3 tip(int k) {
    float z = fract(0.37 + 0.618034 * float(k)) * 1.6 - 0.8, a = 2.4 * float(k) + 0.4 * sin(iTime + float(k)), r = sqrt(1.0 - z * z);
    return vec3(r * cos(a), z, r * sin(a));
}
vec3 bolt(vec3 end, float s, int k) {
    vec3 side = normalize(cross(end, vec3(0.3, 1.0, 0.2)));
    float w = sin(3.14159265 * s);
    return end * s + side * 0.12 * w * sin(9.0 * s + 2.0 * iTime + float(k)) + cross(end, side) * 0.08 * w * cos(14.0 * s - iTime + 2.0 * float(k));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 eye = vec3(0.0, 0.0, -3.0), ray = normalize(vec3(v, 1.3)), col = vec3(0.02, 0.01, 0.04);
    float b = dot(eye, ray), h = b * b - dot(eye, eye) + 1.0;
    if (h > 0.0) {
        vec3 enter = eye + ray * (-b - sqrt(h));
        for (int k = 0; k < ARMS; k++) {
            vec3 end = tip(k), last = vec3(0.0);
            float near = 1.0, along = 0.0;
            for (int j = 1; j <= 8; j++) {
                float s = float(j) / 8.0;
                vec3 next = bolt(end, s, k), mid = 0.5 * (last + next);
                float d = length(cross(mid - eye, ray));
                if (d < near) { near = d; along = s; }
                last = next;
            }
            col += mix(vec3(0.9, 0.7, 1.0), vec3(0.4, 0.3, 1.0), along) * 0.00035 / (near * near + 0.0006);
            col += vec3(1.0, 0.5, 0.7) * exp(-30.0 * dot(enter - end, enter - end));
        }
        float rim = pow(1.0 + dot(ray, enter), 2.5);
        col += rim * vec3(0.25, 0.35, 0.6) + 0.012 / (length(cross(eye, ray)) + 0.03) * vec3(1.0, 0.8, 0.9);
    }
    fragColor = vec4(col, 1.0);
}
