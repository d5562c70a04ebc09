// A star that becomes a disc: two distances mixed, then onion rings by abs in a loop.
float star(vec2 q, float tips, float outer, float inner) {
    float wide = 3.14159265 / tips, a = abs(mod(atan(q.y, q.x), 2.0 * wide) - wide);
    vec2 p = length(q) * vec2(cos(a), sin(a)), dip = inner * vec2(1.0, 0.0), tip = outer * vec2(cos(wide), sin(wide)), e = tip - dip;
    vec2 f = p - dip;
    float d = length(f - e * clamp(dot(f, e) / dot(e, e), 0.0, 1.0));
    return d * sign(f.x * e.y - f.y * e.x);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = (2. * fragCoord - iResolution.xy) / iResolution.y;
    float d = mix(star(q, 6., .85, .5), length(q) - .55, .35 + .3 * sin(iTime));
    for (float ring = .16; ring > .03; ring *= .5) d = abs(d) - ring;
    fragColor = vec4(mix(vec3(.95, .3, .4), vec3(.08, .08, .15), smoothstep(-.005, .01, d)), 1.);
}
