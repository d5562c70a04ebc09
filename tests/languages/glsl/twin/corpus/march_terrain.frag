// Terrain march: height field of value noise, growing steps and a linear refinement, fog.
float hash(vec2 p) { p = fract(p * vec2(123.34, 345.45)); p += dot(p, p + 34.345); return fract(p.x * p.y); }
float noise(vec2 p) {
    vec2 i = floor(p), f = fract(p);
    f = f * f * (3. - 2. * f);
    return mix(mix(hash(i), hash(i + vec2(1, 0)), f.x), mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x), f.y);
}
float terrain(vec2 p) { return 1.2 * noise(p * .6) + .4 * noise(p * 1.7) + .12 * noise(p * 4.1); }
bool castRay(vec3 ro, vec3 rd, out float resT) {
    float lh = 0., ly = 0., t = .2, dt = .05;
    for (int i = 0; i < 40; i++) {
        vec3 p = ro + rd * t;
        float h = terrain(p.xz);
        if (p.y < h) {
            resT = t - dt + dt * (lh - ly) / (p.y - ly - h + lh);
            return true;
        }
        dt = .05 + .09 * t;
        lh = h; ly = p.y;
        t += dt;
    }
    resT = t;
    return false;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec3 ro = vec3(3., 1.7, iTime), rd = normalize(vec3(uv.x, uv.y - .3, 1.));
    vec3 sky = mix(vec3(.9, .75, .6), vec3(.35, .5, .8), clamp(rd.y * 3. + .3, 0., 1.)), col = sky;
    float t;
    if (castRay(ro, rd, t)) {
        vec3 p = ro + rd * t;
        vec2 e = vec2(.02, 0);
        vec3 n = normalize(vec3(terrain(p.xz - e) - terrain(p.xz + e), 2. * e.x, terrain(p.xz - e.yx) - terrain(p.xz + e.yx)));
        col = mix(vec3(.35, .3, .25), vec3(.3, .4, .15), smoothstep(.6, .9, n.y));
        col = mix(col, vec3(.95), smoothstep(1.1, 1.3, p.y) * smoothstep(.4, .7, n.y));
        col *= .3 + .9 * max(0., dot(n, normalize(vec3(-.6, .5, .3))));
        col = mix(col, sky, 1. - exp(-.02 * t * t));
    }
    fragColor = vec4(col, 1.);
}
