// Glass ball: refraction in and out by refract, chromatic offset per channel in a loop.
vec3 background(vec3 rd) {
    vec2 q = rd.xy / max(abs(rd.z), .2) * 4.;
    float checker = mod(floor(q.x) + floor(q.y), 2.);
    return mix(vec3(.2, .3, .5), vec3(.95, .9, .8), checker);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0, 0, -3), rd = normalize(vec3(uv, 1.3));
    float b = dot(ro, rd), c = dot(ro, ro) - 1., h = b * b - c;
    vec3 col = background(rd);
    if (h > 0.) {
        vec3 p = ro + rd * (-b - sqrt(h)), n = p;
        float fresnel = mix(.05, 1., pow(1. + dot(rd, n), 5.));
        for (int i = 0; i < 3; i++) {
            float ior = 1.4 + .03 * float(i);
            vec3 inside = refract(rd, n, 1. / ior);
            vec3 q = p - 2. * dot(p, inside) * inside;
            vec3 out_ = refract(inside, -q, ior);
            if (dot(out_, out_) == 0.) out_ = reflect(inside, -q);
            col[i] = background(out_)[i] * .95;
        }
        col = mix(col, vec3(.8, .9, 1.), fresnel);
    }
    fragColor = vec4(col, 1.);
}
