// A road through a folded fractal: box fold and sphere fold with the scale in w, outlines where steps got small, haze.
mat2 turn(float a) { float s = sin(a), c = cos(a); return mat2(c, s, -s, c); }
const mat2 LEAN = mat2(0.8, -0.6, 0.6, 0.8);
float rocks(vec3 x) {
    x.z = abs(mod(x.z, 5.0) - 2.5);
    vec4 q = vec4(x, 1.0);
    for (int k = 0; k < 5; k++) {
        q.xyz = clamp(q.xyz, -0.9, 0.9) * 2.0 - q.xyz;
        q.xy = LEAN * q.xy;
        q *= 1.7 / clamp(dot(q.xyz, q.xyz), 0.4, 1.0);
        q.xyz += vec3(0.2, -0.5, 0.3);
    }
    return (length(q.xyz) - 1.6) / q.w * 0.8;
}
vec2 world(vec3 x) {
    float road = max(abs(x.x) - 0.35, x.y + 0.55), lane = x.y + 0.9;
    float carve = 0.62 - length(x.xy * vec2(1.0, 0.9));
    float stone = max(rocks(x), carve);
    return stone < min(road, lane) ? vec2(stone, 0.0) : road < lane ? vec2(road, 1.0) : vec2(lane, 2.0);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 eye = vec3(0.0, -0.1, 1.5 * iTime), ray = normalize(vec3(v, 0.9));
    ray.xy *= turn(0.06);
    float t = 0.05, step_ = 1.0;
    vec2 hit = vec2(1.0);
    int used = 0;
    for (; used < 44; used++) {
        hit = world(eye + ray * t);
        if (hit.x < 0.002 * (1.0 + t) || t > 14.0) break;
        t += hit.x;
    }
    vec3 haze = mix(vec3(0.95, 0.8, 0.6), vec3(0.45, 0.55, 0.75), clamp(ray.y + 0.5, 0.0, 1.0)), col = haze;
    if (t < 14.0) {
        vec3 x = eye + ray * t;
        vec2 e = vec2(0.004, 0.0);
        vec3 n = normalize(vec3(world(x + e.xyy).x, world(x + e.yxy).x, world(x + e.yyx).x) - hit.x);
        col = hit.y < 0.5 ? vec3(0.6, 0.5, 0.65) : hit.y < 1.5 ? vec3(0.35) + 0.3 * step(abs(x.x), 0.03) : vec3(0.4, 0.3, 0.25);
        col *= 0.45 + 0.55 * dot(n, normalize(vec3(0.5, 0.8, -0.4)));
        col *= 1.0 - 0.6 * float(used) / 44.0;
        col = mix(haze, col, exp(-0.03 * t * t));
    }
    fragColor = vec4(col, 1.0);
}
