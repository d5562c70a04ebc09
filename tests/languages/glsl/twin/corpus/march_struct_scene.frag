// March with structs: Ray, Hit and Material passed by inout, two lights from an array.
struct Material { vec3 albedo; float shine; };
struct Ray { vec3 origin, direction; };
struct Hit { float distance; Material material; };
const Material RED = Material(vec3(0.8, 0.2, 0.2), 20.0);
const Material GREY = Material(vec3(0.5), 4.0);
void join(inout Hit hit, float d, in Material m) { if (d < hit.distance) { hit.distance = d; hit.material = m; } }
Hit scene(vec3 p) {
    Hit hit = Hit(p.y, GREY);
    join(hit, length(p - vec3(0.0, 0.8, 0.0)) - 0.8, RED);
    Material blue = RED;
    blue.albedo = blue.albedo.zyx;
    join(hit, length(p - vec3(1.3, 0.5, -0.4)) - 0.5, blue);
    return hit;
}
bool trace(in Ray ray, out Hit hit, out vec3 where_) {
    float t = 0.5;
    for (int i = 0; i < 36; i++) {
        where_ = ray.origin + ray.direction * t;
        hit = scene(where_);
        if (hit.distance < 0.003) return true;
        t += hit.distance;
        if (t > 12.0) return false;
    }
    return false;
}
vec3 slope(vec3 p) {
    float d = scene(p).distance;
    return normalize(vec3(scene(p + vec3(0.004, 0, 0)).distance, scene(p + vec3(0, 0.004, 0)).distance, scene(p + vec3(0, 0, 0.004)).distance) - d);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    Ray ray = Ray(vec3(0.0, 1.5, -4.0), normalize(vec3(uv.x, uv.y - 0.35, 1.9)));
    vec3 lights[2] = vec3[2](vec3(3.0, 4.0, -3.0), vec3(-4.0, 2.0, -1.0));
    vec3 inks[2];
    inks[0] = vec3(1.0, 0.9, 0.7);
    inks[1] = vec3(0.3, 0.4, 0.7);
    vec3 p, col = vec3(0.6, 0.7, 0.8);
    Hit hit;
    if (trace(ray, hit, p)) {
        vec3 n = slope(p);
        col = vec3(0.05);
        for (int i = 0; i < lights.length(); i++) {
            vec3 l = normalize(lights[i] - p), h = normalize(l - ray.direction);
            col += inks[i] * (hit.material.albedo * max(dot(n, l), 0.0) + 0.3 * pow(max(dot(n, h), 0.0), hit.material.shine));
        }
    }
    fragColor = vec4(col, 1.0);
}
