// A lit planet with longitude and latitude lines, atmosphere by the closest approach, stars behind.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2. * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0., 0., 3.), rd = normalize(vec3(p, -2.));
    float b = dot(ro, rd), h = b * b - dot(ro, ro) + 1.;
    vec3 sun = normalize(vec3(-1., .6, .8)), col = vec3(0.);
    if (h > 0.) {
        vec3 n = ro + (-b - sqrt(h)) * rd;
        float lat = asin(n.y), lon = atan(n.x, n.z) + .3 * iTime;
        float land = smoothstep(-.1, .1, sin(3. * lon + sin(5. * lat)) * cos(4. * lat + 1.) + .3 * sin(9. * lon));
        vec3 base = mix(vec3(.05, .2, .5), vec3(.25, .45, .15), land);
        vec2 grid = abs(fract(vec2(lon, lat) / radians(30.)) - .5);
        base += .25 * smoothstep(.47, .495, max(grid.x, grid.y));
        col = base * max(0., dot(n, sun)) + vec3(.2, .4, .8) * pow(1. - n.z, 3.) * .5;
    } else {
        float closest = length(cross(ro, rd));
        col = vec3(.2, .4, .8) * exp(-18. * (closest - 1.)) * max(0., .5 + dot(normalize(vec3(p, 0.)), sun));
        vec2 c = floor(p * 24.), q = fract(p * 24.) - .5;
        float r = fract(sin(dot(c, vec2(1.27, 3.11))) * 43.7);
        col += step(.9, r) * smoothstep(.2, .0 + .25, .45 - length(q)) * r;
    }
    fragColor = vec4(col, 1.);
}
