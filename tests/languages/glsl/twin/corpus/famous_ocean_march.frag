// A sea seen low: a height field of sharpened waves, found by regula falsi along the ray, Fresnel between depth and sky.
#define GEOMETRY 3
#define DETAIL 5
float swell(vec2 q, int octaves) {
    float height = 0.0, size = 0.55, stretch = 0.22, drift = iTime + 2.0;
    vec2 heading = vec2(0.8, 0.6);
    for (int k = 0; k < octaves; k++) {
        vec2 along = vec2(dot(q, heading), dot(q, heading.yx * vec2(-1.0, 1.0)));
        float a = along.x * stretch + drift * (0.6 + 0.2 * float(k)), b = along.y * stretch * 0.7 - drift * 0.4 + sin(a * 0.5);
        float crest = 1.0 - abs(sin(a + 0.6 * sin(b)));
        height += size * crest * crest * (0.7 + 0.3 * cos(b));
        size *= 0.36;
        stretch *= 2.1;
        heading = vec2(heading.x * 0.36 - heading.y * 0.93, heading.x * 0.93 + heading.y * 0.36);
    }
    return height;
}
float above(vec3 x) { return x.y - swell(x.xz, GEOMETRY); }
vec3 heaven(float y) { return mix(vec3(0.85, 0.88, 0.9), vec3(0.25, 0.5, 0.8), sqrt(clamp(y * 1.6, 0.0, 1.0))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 eye = vec3(0.0, 3.0, 0.0), ray = normalize(vec3(v.x, v.y - 0.12, 1.1)), sun = normalize(vec3(0.4, 0.35, 0.9));
    vec3 col = heaven(max(ray.y, 0.0));
    if (ray.y < -0.01) {
        float near = 0.0, far = min(3.2 / -ray.y, 120.0), h0 = above(eye), h1 = above(eye + ray * far), t = far;
        for (int k = 0; k < 7 && h1 < 0.0; k++) {
            t = near + (far - near) * h0 / (h0 - h1);
            float h = above(eye + ray * t);
            if (h > 0.0) { near = t; h0 = h; } else { far = t; h1 = h; }
        }
        vec3 x = eye + ray * t;
        float e = 0.01 + 0.002 * t, here = swell(x.xz, DETAIL);
        vec3 n = normalize(vec3(here - swell(x.xz + vec2(e, 0.0), DETAIL), e, here - swell(x.xz + vec2(0.0, e), DETAIL)));
        vec3 bounce = reflect(ray, n);
        float grazing = pow(clamp(1.0 + dot(n, ray), 0.0, 1.0), 3.0);
        vec3 body = vec3(0.01, 0.12, 0.16) + vec3(0.1, 0.22, 0.16) * here * 0.5;
        vec3 water = mix(body, heaven(abs(bounce.y)), 0.05 + 0.7 * grazing) + pow(max(dot(bounce, sun), 0.0), 40.0) * vec3(1.0, 0.9, 0.7);
        col = mix(water, col, smoothstep(20.0, 110.0, t));
    }
    fragColor = vec4(pow(col, vec3(0.85)), 1.0);
}
