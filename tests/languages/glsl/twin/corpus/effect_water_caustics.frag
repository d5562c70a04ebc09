// Caustics: a wavy lens maps the floor, brightness is the inverse of the map's Jacobian from four neighbours.
vec2 bent(vec2 x, float t) {
    vec2 q = x;
    for (int k = 1; k <= 4; k++) {
        float f = float(k) * 1.35;
        q += 0.55 / f * vec2(sin(f * q.y * 2.1 + t + f), cos(f * q.x * 1.9 - t * 1.3 + 2.0 * f));
    }
    return q;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 x = fragCoord / iResolution.y * 5.0;
    float t = iTime * 0.8, h = 0.05;
    vec2 du = (bent(x + vec2(h, 0), t) - bent(x - vec2(h, 0), t)) / (2.0 * h);
    vec2 dv = (bent(x + vec2(0, h), t) - bent(x - vec2(0, h), t)) / (2.0 * h);
    float area = abs(du.x * dv.y - du.y * dv.x);
    float light = 0.4 / (area + 0.3);
    fragColor = vec4(vec3(0.02, 0.32, 0.45) + light * light * vec3(0.5, 0.6, 0.5), 1.0);
}
