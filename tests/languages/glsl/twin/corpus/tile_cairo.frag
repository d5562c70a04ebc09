// Cairo-like pentagons from two sheared line families per checker cell.
void mainImage(out vec4 O, in vec2 I) {
    vec2 u = I / iResolution.y * 5.;
    vec2 id = floor(u); u = fract(u) - .5;
    if (mod(id.x + id.y, 2.) > .5) u = u.yx;
    float l = min(abs(u.y + .27 * u.x - .27 * sign(u.y) * 0.), min(abs(u.x - .5 + .27 * abs(u.y)), abs(u.x + .5 - .27 * abs(u.y))));
    float side = step(0., u.y + .27 * u.x);
    vec3 c = mix(vec3(.86, .8, .65), vec3(.45, .62, .6), side);
    if (mod(id.x + id.y, 2.) > .5) c = c.bgr * .95;
    O = vec4(c * smoothstep(.01, .05, l), 1);
}
