// Volumetric clouds: front-to-back blending through a slab of 3D noise, stopped when opaque.
float hash(vec3 p) { p = fract(p * vec3(.1031, .11369, .13787)); p += dot(p, p.yxz + 19.19); return fract((p.x + p.y) * p.z); }
float noise(vec3 x) {
    vec3 p = floor(x), w = fract(x), u = w * w * (3. - 2. * w);
    vec4 lo = vec4(hash(p), hash(p + vec3(1, 0, 0)), hash(p + vec3(0, 1, 0)), hash(p + vec3(1, 1, 0)));
    vec4 hi = vec4(hash(p + vec3(0, 0, 1)), hash(p + vec3(1, 0, 1)), hash(p + vec3(0, 1, 1)), hash(p + vec3(1, 1, 1)));
    vec4 v = mix(lo, hi, u.z);
    vec2 w2 = mix(v.xy, v.zw, u.y);
    return mix(w2.x, w2.y, u.x);
}
float density(vec3 p) {
    float f = .6 * noise(p) + .3 * noise(p * 2.1 + 3.) + .1 * noise(p * 4.3);
    return clamp(2.2 * (f - .35) - .8 * abs(p.y - 1.5), 0., 1.);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec3 ro = vec3(iTime, 0., 0.), rd = normalize(vec3(uv.x, uv.y + .45, 1.));
    vec4 sum = vec4(0.);
    float t = .6 / max(rd.y, .1);
    for (int i = 0; i < 16; i++) {
        if (sum.a > .97) break;
        vec3 p = ro + rd * t;
        float den = density(p);
        if (den > .01) {
            float lit = clamp((den - density(p + .3 * vec3(.6, .6, -.4))) / .6, 0., 1.);
            vec4 c = vec4(mix(vec3(.9, .92, .95), vec3(.45, .5, .6), den) + lit * vec3(.5, .4, .25), den * .5);
            c.rgb *= c.a;
            sum += c * (1. - sum.a);
        }
        t += .16;
    }
    vec3 sky = mix(vec3(.75, .85, .95), vec3(.2, .4, .75), rd.y);
    fragColor = vec4(sky * (1. - sum.a) + sum.rgb, 1.);
}
