// A shape morphing between a star and a disc by mix of distances, onion rings by abs in a loop.
float star(vec2 p, float r, float n, float m) {
    float an = 3.141593 / n, en = 3.141593 / m;
    vec2 acs = vec2(cos(an), sin(an)), ecs = vec2(cos(en), sin(en));
    float bn = mod(atan(p.x, p.y), 2.0 * an) - an;
    p = length(p) * vec2(cos(bn), abs(sin(bn)));
    p -= r * acs;
    p += ecs * clamp(-dot(p, ecs), 0.0, r * acs.y / ecs.y);
    return length(p) * sign(p.x);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2. * fragCoord - iResolution.xy) / iResolution.y;
    float t = .35 + .3 * sin(iTime);
    float d = mix(star(p, .75, 6., 3.), length(p) - .5, t);
    for (float i = .16; i > .03; i *= .5) d = abs(d) - i;
    fragColor = vec4(mix(vec3(.95, .3, .4), vec3(.08, .08, .15), smoothstep(-.005, .01, d)), 1.);
}
