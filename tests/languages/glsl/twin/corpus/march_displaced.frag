// A sphere displaced by sines and rotating stripes, colours from the displacement.
float displacement(vec3 p) { return sin(6. * p.x + iTime) * sin(7. * p.y) * sin(5. * p.z - iTime); }
float sdf(vec3 p) { return (length(p) - 1.) + .12 * displacement(p); }
vec3 gradient(vec3 p) {
    const float h = .004;
    const vec2 k = vec2(1, -1);
    return normalize(k.xyy * sdf(p + k.xyy * h) + k.yyx * sdf(p + k.yyx * h) + k.yxy * sdf(p + k.yxy * h) + k.xxx * sdf(p + k.xxx * h));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord * 2. - iResolution.xy) / min(iResolution.x, iResolution.y);
    vec3 pos = vec3(0., 0., -3.), dir = normalize(vec3(uv, 2.2));
    bool hit = false;
    for (int i = 0; i < 40; i++) {
        float d = sdf(pos);
        if (d < .002) { hit = true; break; }
        if (pos.z > 2.) break;
        pos += dir * d * .7;
    }
    if (!hit) { fragColor = vec4(vec3(.1, .12, .15) + .05 * uv.y, 1.); return; }
    vec3 n = gradient(pos);
    float k = .5 + .5 * displacement(pos);
    vec3 c = mix(vec3(.1, .3, .7), vec3(1., .7, .2), k) * (.3 + .7 * max(dot(n, normalize(vec3(1, 1, -1))), 0.));
    fragColor = vec4(c, 1.);
}
