// Quadtree: cells subdivided while a hash says so, break at the first that stays.
float h21(vec2 p) { uvec2 q = uvec2(p); uint n = q.x * 374761393u + q.y * 668265263u; n = (n ^ (n >> 13)) * 1274126177u; return float(n >> 9) / 8388608.0; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.y;
    float size = 2.0;
    vec2 cell, local;
    int level;
    for (level = 0; level < 5; level++) {
        cell = floor(uv * size);
        local = fract(uv * size);
        if (h21(cell + 100.0 * float(level)) > 0.55) break;
        size *= 2.0;
    }
    float border = min(min(local.x, local.y), min(1.0 - local.x, 1.0 - local.y)) / size;
    vec3 c = 0.55 + 0.45 * cos(float(level) * 1.1 + h21(cell.yx + 7.0) * 2.0 + vec3(0.0, 1.2, 2.4));
    fragColor = vec4(c * smoothstep(0.002, 0.006, border), 1.0);
}
