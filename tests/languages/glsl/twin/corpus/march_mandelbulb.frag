// Mandelbulb of power eight in spherical angles, five rounds, running derivative, colours by the smallest coordinate met.
float bulb(vec3 c, out vec3 least) {
    vec3 z = c;
    float r = length(z), dr = 1.0;
    least = abs(z);
    for (int n = 0; n < 4 && r < 2.5; n++) {
        float theta = 8.0 * acos(clamp(z.z / r, -1.0, 1.0)), phi = 8.0 * atan(z.y, z.x), r2 = r * r, r4 = r2 * r2;
        dr = 8.0 * r4 * r2 * r * dr + 1.0;
        z = c + r4 * r4 * vec3(sin(theta) * vec2(cos(phi), sin(phi)), cos(theta));
        least = min(least, abs(z));
        r = length(z);
    }
    return 0.5 * log(r) * r / dr;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 eye = vec3(1.6, -1.7, 0.9), z = normalize(-eye), x = normalize(cross(z, vec3(0, 0, 1))), way = normalize(1.1 * z + v.x * x + v.y * cross(x, z));
    vec3 least = vec3(1.0), unused, colour = vec3(0.06, 0.08, 0.12) * (1.4 - length(v));
    float t = 1.1, d = 1.0;
    for (int n = 0; n < 30 && d > 0.004 && t < 4.0; n++) { d = bulb(eye + t * way, least); t += d; }
    if (d < 0.02) {
        vec3 p = eye + t * way;
        vec2 e = vec2(0.008, 0.0);
        vec3 n = normalize(vec3(bulb(p + e.xyy, unused), bulb(p + e.yxy, unused), bulb(p + e.yyx, unused)) - bulb(p, unused));
        vec3 ink = mix(vec3(0.9, 0.7, 0.4), vec3(0.5, 0.15, 0.3), clamp(least.x * 3.0, 0.0, 1.0));
        colour = mix(ink, vec3(0.2, 0.5, 0.6), clamp(4.0 * least.z, 0.0, 1.0)) * (0.3 + 0.7 * max(0.0, dot(n, vec3(0.3, -0.6, 0.74))));
    }
    fragColor = vec4(sqrt(colour), 1.0);
}
