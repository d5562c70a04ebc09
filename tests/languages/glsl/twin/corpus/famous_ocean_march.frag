// After the structure of sea marches: octaves of a wave function, height-map tracing by secants, sky reflection.
const int ITER_GEOMETRY = 3;
const int ITER_FRAGMENT = 4;
const float SEA_HEIGHT = 0.6;
const float SEA_CHOPPY = 4.0;
const float SEA_FREQ = 0.16;
const mat2 octave_m = mat2(1.6, 1.2, -1.2, 1.6);
float hash(vec2 p) { p = fract(p * vec2(0.1031, 0.1137)); p += dot(p, p.yx + 33.33); return fract((p.x + p.y) * p.x * 3.7); }
float noise(in vec2 p) {
    vec2 i = floor(p), f = fract(p), u = f * f * (3.0 - 2.0 * f);
    return -1.0 + 2.0 * mix(mix(hash(i), hash(i + vec2(1.0, 0.0)), u.x), mix(hash(i + vec2(0.0, 1.0)), hash(i + vec2(1.0, 1.0)), u.x), u.y);
}
float sea_octave(vec2 uv, float choppy) {
    uv += noise(uv);
    vec2 wv = 1.0 - abs(sin(uv)), swv = abs(cos(uv));
    wv = mix(wv, swv, wv);
    return pow(1.0 - pow(clamp(wv.x * wv.y, 0.0, 1.0), 0.65), choppy);
}
float map(vec3 p, int iterations) {
    float freq = SEA_FREQ, amp = SEA_HEIGHT, choppy = SEA_CHOPPY, time = 1.0 + iTime * 0.8;
    vec2 uv = p.xz;
    uv.x *= 0.75;
    float h = 0.0;
    for (int i = 0; i < iterations; i++) {
        float d = sea_octave((uv + time) * freq, choppy);
        d += sea_octave((uv - time) * freq, choppy);
        h += d * amp;
        uv *= octave_m;
        freq *= 1.9;
        amp *= 0.22;
        choppy = mix(choppy, 1.0, 0.2);
    }
    return p.y - h;
}
vec3 sky(vec3 e) { e.y = (max(e.y, 0.0) * 0.8 + 0.2) * 0.8; return vec3(pow(1.0 - e.y, 2.0), 1.0 - e.y, 0.6 + (1.0 - e.y) * 0.4) * 1.1; }
float trace(vec3 ori, vec3 dir, out vec3 p) {
    float tm = 0.0, tx = 60.0;
    float hx = map(ori + dir * tx, ITER_GEOMETRY);
    if (hx > 0.0) { p = ori + dir * tx; return tx; }
    float hm = map(ori, ITER_GEOMETRY), tmid = 0.0;
    for (int i = 0; i < 8; i++) {
        tmid = mix(tm, tx, hm / (hm - hx));
        p = ori + dir * tmid;
        float hmid = map(p, ITER_GEOMETRY);
        if (hmid < 0.0) { tx = tmid; hx = hmid; } else { tm = tmid; hm = hmid; }
    }
    return tmid;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy * 2.0 - 1.0;
    uv.x *= iResolution.x / iResolution.y;
    vec3 ori = vec3(0.0, 3.5, 5.0), dir = normalize(vec3(uv.xy, -2.0)), p;
    dir.y -= 0.12;
    dir = normalize(dir);
    trace(ori, dir, p);
    vec3 dist = p - ori;
    float eps = max(dot(dist, dist) * 0.001, 0.02);
    vec3 n;
    n.y = map(p, ITER_FRAGMENT);
    n.x = map(vec3(p.x + eps, p.y, p.z), ITER_FRAGMENT) - n.y;
    n.z = map(vec3(p.x, p.y, p.z + eps), ITER_FRAGMENT) - n.y;
    n.y = eps;
    n = normalize(n);
    vec3 light = normalize(vec3(0.0, 1.0, 0.8));
    float fresnel = clamp(1.0 - dot(n, -dir), 0.0, 1.0);
    fresnel = min(fresnel * fresnel * fresnel, 0.5);
    vec3 water = mix(vec3(0.0, 0.09, 0.18) + pow(dot(n, light) * 0.4 + 0.6, 40.0) * vec3(0.48, 0.54, 0.36) * 0.12, sky(reflect(dir, n)), fresnel);
    water += vec3(0.48, 0.54, 0.36) * (p.y - SEA_HEIGHT) * 0.18 * max(1.0 - dot(dist, dist) * 0.001, 0.0);
    vec3 color = mix(sky(dir), water, pow(smoothstep(0.0, 0.02, -dir.y), 0.2));
    fragColor = vec4(pow(color, vec3(0.65)), 1.0);
}
