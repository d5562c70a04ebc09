// Value noise that returns its analytic slope too: three octaves of it summed as one vec3 and lit from the side.
float at(vec2 c) { c = fract(c * vec2(0.3137, 0.4171) + 0.07); return fract(c.x * c.y * 71.0 + c.x * 13.0); }
vec3 hill(vec2 q) {
    vec2 c = floor(q), t = fract(q), s = t * t * (3.0 - 2.0 * t), rate = 6.0 * t * (1.0 - t);
    float sw = at(c), se = at(c + vec2(1, 0)), nw = at(c + vec2(0, 1)), ne = at(c + vec2(1, 1));
    float south = mix(sw, se, s.x), north = mix(nw, ne, s.x);
    return vec3(mix(south, north, s.y), rate.x * mix(se - sw, ne - nw, s.y), rate.y * (north - south));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = 4.0 * fragCoord / iResolution.y;
    vec3 sum = hill(q) + vec3(0.5, 1, 1) * hill(2.0 * q + 5.0) + vec3(0.25, 1, 1) * hill(4.0 * q + 9.0);
    vec3 n = normalize(vec3(-0.35 * sum.yz, 1.0));
    float light = max(0.0, dot(n, vec3(0.6, 0.64, 0.48)));
    fragColor = vec4(mix(vec3(0.35, 0.25, 0.2), vec3(0.9, 0.9, 0.8), sum.x / 1.75) * (0.2 + light), 1.0);
}
