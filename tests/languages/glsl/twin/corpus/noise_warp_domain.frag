// Domain warping: noise displaces noise twice, the displacements kept in a struct and used as inks.
struct Warp { vec2 first, second; float value; };
float dice(ivec2 c) { uint u = uint(c.x + 700) * 2654435761u ^ uint(c.y + 700) * 2246822519u; u ^= u >> 15; return float(u * 3266489917u >> 12) / 1048575.0; }
float soft(vec2 q) {
    ivec2 c = ivec2(floor(q));
    vec2 t = smoothstep(0.0, 1.0, q - vec2(c));
    return mix(mix(dice(c), dice(c + ivec2(1, 0)), t.x), mix(dice(c + ivec2(0, 1)), dice(c + ivec2(1, 1)), t.x), t.y);
}
float layered(vec2 q) { return 0.55 * soft(q) + 0.3 * soft(2.1 * q.yx + 3.3) + 0.15 * soft(4.3 * q - 1.7); }
vec2 pair(vec2 q) { return vec2(layered(q), layered(q + vec2(31.4, 15.9))); }
Warp warped(vec2 q) {
    Warp w;
    w.first = pair(q + 0.1 * iTime);
    w.second = pair(q + 3.5 * w.first + vec2(1.7, 9.2));
    w.value = layered(q + 3.0 * w.second);
    return w;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    Warp w = warped(2.5 * fragCoord / iResolution.y);
    vec3 ink = mix(vec3(0.08, 0.1, 0.3), vec3(0.85, 0.35, 0.2), w.value);
    ink = mix(ink, vec3(0.95, 0.9, 0.7), smoothstep(0.4, 0.9, w.first.y));
    ink = mix(ink, vec3(0.05, 0.35, 0.4), 0.7 * w.second.x * w.second.x);
    fragColor = vec4(ink * (0.4 + w.value), 1.0);
}
