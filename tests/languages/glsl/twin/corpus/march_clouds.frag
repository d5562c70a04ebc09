// Clouds: a slab of 3D noise blended from front to back, lit by the density towards the sun, left when opaque.
float dice(vec3 c) { c = fract(c * vec3(.127, .113, .139)); c += dot(c, c.zxy + 23.1); return fract((c.x + c.z) * c.y); }
float soft(vec3 q) {
    vec3 c = floor(q), w = smoothstep(0., 1., q - c);
    vec2 level[2];
    for (int z = 0; z < 2; z++) {
        vec3 o = c + vec3(0, 0, z);
        level[z] = mix(vec2(dice(o), dice(o + vec3(0, 1, 0))), vec2(dice(o + vec3(1, 0, 0)), dice(o + vec3(1, 1, 0))), w.x);
    }
    vec2 flat_ = mix(level[0], level[1], w.z);
    return mix(flat_.x, flat_.y, w.y);
}
float density(vec3 q) {
    float sum = .62 * soft(q) + .28 * soft(q * 2.3 + 3.) + .1 * soft(q * 4.9);
    return clamp(2.6 * (sum - .42) - .7 * abs(q.y - 1.6), 0., 1.);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec3 eye = vec3(iTime, 0., 0.), way = normalize(vec3(v.x, v.y + .65, 1.)), sun = vec3(.6, .6, -.4), light = vec3(0.);
    float clear = 1., t = .7 / max(way.y, .12);
    for (int k = 0; k < 16 && clear > .03; k++, t += .16) {
        vec3 x = eye + way * t;
        float here = density(x);
        if (here < .01) continue;
        float lit = clamp(1.6 * (here - density(x + .3 * sun)) + .3, 0., 1.), covers = .55 * here;
        light += clear * covers * mix(vec3(.5, .55, .65), vec3(1., .95, .88), lit);
        clear *= 1. - covers;
    }
    fragColor = vec4(light + clear * mix(vec3(.75, .85, .95), vec3(.2, .4, .75), way.y), 1.);
}
