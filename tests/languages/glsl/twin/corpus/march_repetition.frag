// Infinite repetition of spheres with fog, colour by the id of the cell; id from floor before mod.
const float SPACING = 2.0;
float map(vec3 p) { vec3 q = mod(p, SPACING) - 0.5 * SPACING; return length(q) - 0.45; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec3 ro = vec3(2.0, 2.0, iTime), rd = normalize(vec3(uv, .8));
    float t = 0.;
    for (int i = 0; i < 40; ++i) {
        float d = map(ro + rd * t);
        t += d * .9;
        if (d < .003) break;
        if (t > 20.) break;
    }
    vec3 p = ro + rd * t, id = floor(p / SPACING);
    vec3 n = normalize(mod(p, SPACING) - .5 * SPACING);
    vec3 c = .5 + .5 * cos(id.x + 1.7 * id.y + .9 * id.z + vec3(0, 2, 4));
    c *= .3 + .7 * max(0., dot(n, normalize(vec3(1, 1, -1))));
    fragColor = vec4(mix(vec3(.7, .75, .8), c, exp(-.15 * t)), 1.);
}
