// Voronoi with exact distance to the borders, in two passes, cell colour from the id.
vec2 hash2(vec2 p) {
    p = vec2(dot(p, vec2(1.271, 3.117)), dot(p, vec2(2.695, 1.833)));
    return fract(sin(p) * 43.5453);
}

vec3 voronoi(in vec2 x, out vec2 id) {
    vec2 n = floor(x), f = fract(x), mg = vec2(0.0), mr = vec2(0.0);
    float md = 8.0;
    for (int j = -1; j <= 1; j++)
    for (int i = -1; i <= 1; i++) {
        vec2 g = vec2(float(i), float(j));
        vec2 r = g + hash2(n + g) - f;
        float d = dot(r, r);
        if (d < md) { md = d; mr = r; mg = g; }
    }
    id = n + mg;
    md = 8.0;
    for (int j = -2; j <= 2; j++)
    for (int i = -2; i <= 2; i++) {
        vec2 g = mg + vec2(float(i), float(j));
        vec2 r = g + hash2(n + g) - f;
        if (dot(mr - r, mr - r) > 0.00001)
            md = min(md, dot(0.5 * (mr + r), normalize(r - mr)));
    }
    return vec3(md, mr);
}

void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / max(iResolution.x, iResolution.y), id;
    vec3 c = voronoi(7.0 * p, id);
    vec3 col = 0.5 + 0.5 * cos(6.2831 * hash2(id).x + vec3(0.0, 1.0, 2.0));
    col *= clamp(c.x * 6.0, 0.2, 1.0);
    col = mix(vec3(1.0, 0.6, 0.0), col, smoothstep(0.03, 0.05, c.x));
    float dd = length(c.yz);
    col = mix(vec3(0.0, 0.0, 0.1), col, smoothstep(0.05, 0.07, dd));
    fragColor = vec4(col, 1.0);
}
