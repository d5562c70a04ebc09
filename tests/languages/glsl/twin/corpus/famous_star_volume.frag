// A volume of folded inversions: octant folds by abs and division by the squared length, sampled in slices that fade.
#define SLICES 9
#define FOLDS 9
const float PERIOD = 1.6, OFFSET = 0.61;
float folded(vec3 q) {
    float change = 0.0, before = length(q);
    for (int k = 0; k < FOLDS; k++) {
        q = abs(q) / clamp(dot(q, q), 0.08, 8.0) - OFFSET;
        float now = length(q);
        change += abs(now - before);
        before = now;
    }
    return change / float(FOLDS);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - 0.5 * iResolution.xy) / iResolution.x;
    vec3 ray = vec3(v, 0.7), eye = vec3(0.31 + 0.03 * iTime, 0.82, 0.2);
    ray.xz = mat2(0.86, 0.51, -0.51, 0.86) * ray.xz;
    vec3 sum = vec3(0.0);
    float keep = 0.9;
    for (int k = 0; k < SLICES; k++) {
        float depth = 0.25 + 0.14 * float(k);
        vec3 x = eye + ray * depth;
        x = abs(mod(x, PERIOD) - 0.5 * PERIOD);
        float d = folded(x);
        sum += keep * d * d * vec3(0.35 + depth * 0.2, 0.25 * depth + 0.1, 0.5 - 0.2 * depth);
        keep *= 0.8;
    }
    fragColor = vec4(1.0 - exp(-sum * 0.55), 1.0);
}
