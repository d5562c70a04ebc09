// A winding tunnel: path function shared by camera and map, rings by fract of z.
vec2 path(float z) { return vec2(sin(z * .35), cos(z * .27)) * .8; }
float map(vec3 p) { p.xy -= path(p.z); return 1.1 - length(p.xy) + .06 * cos(4. * p.z); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    float z = iTime * 2.;
    vec3 ro = vec3(path(z), z), ta = vec3(path(z + 1.), z + 1.);
    vec3 f = normalize(ta - ro), r = normalize(vec3(f.z, 0, -f.x)), u = cross(f, r);
    vec3 rd = normalize(f + uv.x * r * 1.1 + uv.y * u * 1.1);
    float t = 0.;
    for (int i = 0; i < 40; i++) { float d = map(ro + rd * t); t += d * .8; if (d < .005) break; }
    vec3 p = ro + rd * t;
    vec2 w = p.xy - path(p.z);
    float brick = step(.08, fract(p.z * 1.5)) * step(.06, fract(atan(w.y, w.x) / 6.2831853 * 12. + .5 * mod(floor(p.z * 1.5), 2.)));
    vec3 col = mix(vec3(.2, .15, .12), vec3(.75, .45, .3), brick) * exp(-.22 * t) * 1.5;
    fragColor = vec4(col, 1.);
}
