// The infinite checkered floor with distance filtering and a striped sun: plane intersection only.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec3 col;
    if (uv.y < -.05) {
        float depth = .35 / (-.05 - uv.y + .02);
        vec2 q = vec2(uv.x * depth * 3., depth + iTime);
        float fade = exp(-.12 * depth);
        vec2 line = smoothstep(vec2(.9), vec2(1.), abs(2. * fract(q) - 1.));
        col = mix(vec3(.1, .0, .2), vec3(.9, .2, .9), max(line.x, line.y) * fade);
    } else {
        col = mix(vec3(.95, .35, .35), vec3(.15, .05, .35), (uv.y + .05) * 1.9);
        vec2 c = uv - vec2(0., .18);
        float bands = step(.25 * clamp(-c.y * 4. + .2, 0., 1.) * 2., fract(c.y * 18.));
        float disc = 1. - smoothstep(.195, .2, length(c));
        col = mix(col, mix(vec3(1., .3, .5), vec3(1., .9, .3), c.y * 2.5 + .5), disc * bands);
    }
    fragColor = vec4(col, 1.);
}
