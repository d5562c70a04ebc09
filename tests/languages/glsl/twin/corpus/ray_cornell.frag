// A Cornell-like room from six planes and two spheres; Ray, Hit and Material structs, inout hit.
struct Ray { vec3 o; vec3 d; };
struct Material { vec3 diffuse; bool mirror; };
struct Hit { float t; vec3 n; Material m; };
void plane(Ray r, vec3 n, float h, vec3 colour, inout Hit hit) {
    float t = -(dot(r.o, n) + h) / dot(r.d, n);
    if (t > 1e-3 && t < hit.t) hit = Hit(t, n, Material(colour, false));
}
void sphere(Ray r, vec3 c, float rad, vec3 colour, bool mirror, inout Hit hit) {
    vec3 oc = r.o - c;
    float b = dot(oc, r.d), h = b * b - dot(oc, oc) + rad * rad;
    if (h < 0.0) return;
    float t = -b - sqrt(h);
    if (t < 1e-3 || t > hit.t) return;
    hit.t = t;
    hit.n = (oc + t * r.d) / rad;
    hit.m.diffuse = colour;
    hit.m.mirror = mirror;
}
Hit trace(Ray r) {
    Hit hit = Hit(1e4, vec3(0.0), Material(vec3(0.0), false));
    plane(r, vec3(1, 0, 0), 1.0, vec3(0.8, 0.15, 0.1), hit);
    plane(r, vec3(-1, 0, 0), 1.0, vec3(0.15, 0.6, 0.15), hit);
    plane(r, vec3(0, 1, 0), 1.0, vec3(0.75), hit);
    plane(r, vec3(0, -1, 0), 1.0, vec3(0.75), hit);
    plane(r, vec3(0, 0, -1), 1.0, vec3(0.75), hit);
    sphere(r, vec3(-0.45, -0.6, 0.3), 0.4, vec3(0.9), true, hit);
    sphere(r, vec3(0.45, -0.65, -0.2), 0.35, vec3(0.9, 0.8, 0.4), false, hit);
    return hit;
}
vec3 shade(Ray r, Hit hit) {
    vec3 p = r.o + hit.t * r.d, toLight = vec3(0.0, 0.9, 0.0) - p;
    float d = length(toLight);
    Hit blocker = trace(Ray(p + hit.n * 0.002, toLight / d));
    float visible = blocker.t < d ? 0.15 : 1.0;
    return hit.m.diffuse * (0.12 + visible * max(0.0, dot(hit.n, toLight / d)) / (0.6 + d * d));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    Ray ray = Ray(vec3(0.0, 0.0, -3.3), normalize(vec3(uv * 0.95, 2.3)));
    Hit hit = trace(ray);
    if (hit.m.mirror) {
        ray = Ray(ray.o + hit.t * ray.d + hit.n * 0.002, reflect(ray.d, hit.n));
        hit = trace(ray);
    }
    fragColor = vec4(pow(shade(ray, hit), vec3(0.4545)), 1.0);
}
