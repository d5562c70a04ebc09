// Truchet arcs: each cell flipped by a hash, two quarter circles, anti-aliased.
float hash21(vec2 p) { p = fract(p * vec2(.23434, .43545)); p += dot(p, p + 3.2345); return fract(p.x * p.y * 7.); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    uv *= 8.;
    vec2 gv = fract(uv) - .5, id = floor(uv);
    float n = hash21(id);
    if (n < .5) gv.x *= -1.;
    vec2 cUv = gv - sign(gv.x + gv.y + .001) * .5;
    float d = length(cUv);
    float mask = 1. - smoothstep(.0, .04, abs(d - .5) - .14);
    float angle = atan(cUv.x, cUv.y);
    float checker = mod(id.x + id.y, 2.) * 2. - 1.;
    float flow = sin(iTime + checker * angle * 4. + 8. * (d - .5));
    fragColor = vec4(mask * (.7 + .3 * flow) * vec3(.4, .9, .8) + .08, 1.);
}
