// Hexagons: nearest of two rectangular lattices, ids coloured, edges from the hexagonal distance.
const vec2 s = vec2(1, 1.7320508);
float hex(in vec2 p) { p = abs(p); return max(dot(p, s * .5), p.x); }
vec4 getHex(vec2 p) {
    vec4 hC = floor(vec4(p, p - vec2(.5, 1)) / s.xyxy) + .5;
    vec4 h = vec4(p - hC.xy * s, p - (hC.zw + .5) * s);
    return dot(h.xy, h.xy) < dot(h.zw, h.zw) ? vec4(h.xy, hC.xy) : vec4(h.zw, hC.zw + 9.73);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 u = (fragCoord - iResolution.xy * .5) / iResolution.y;
    vec4 h = getHex(u * 6. + s.yx);
    float eDist = hex(h.xy);
    float rnd = fract(sin(dot(h.zw, vec2(1.41, 2.89))) * 43.75);
    vec3 col = mix(vec3(1.), .5 + .45 * cos(6.28 * rnd + vec3(0, 1, 2)), smoothstep(0., .03, .48 - eDist));
    fragColor = vec4(sqrt(col), 1);
}
