// Petals: the angle cut into nine equal parts, an inout point turned back into the first, the part's number as result.
float sector(inout vec2 q, int parts) {
    float wide = 6.2831853 / float(parts), turn = floor(atan(q.y, q.x) / wide + 0.5), back = -turn * wide;
    q = vec2(q.x * cos(back) - q.y * sin(back), q.x * sin(back) + q.y * cos(back));
    return turn;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float heart = length(q) - 0.08, which = sector(q, 9);
    float petal = length((q - vec2(0.27, 0.0)) * vec2(0.9, 2.1)) - 0.14;
    vec3 ink = 0.6 + 0.4 * cos(1.3 * which + vec3(0.0, 2.0, 4.0));
    vec3 colour = mix(ink * (0.6 + 1.5 * q.x), vec3(0.06, 0.09, 0.13), smoothstep(0.0, 0.015, petal));
    fragColor = vec4(mix(vec3(0.95, 0.8, 0.2), colour, smoothstep(0.0, 0.015, heart)), 1.0);
}
