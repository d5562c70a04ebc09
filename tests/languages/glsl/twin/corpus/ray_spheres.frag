// Analytic spheres in an array of vec4, nearest hit by index, hard shadows.
const int COUNT = 4;
vec4 spheres[COUNT] = vec4[COUNT](vec4(0, 0, 5, 1), vec4(1.6, -.4, 4, .6), vec4(-1.5, -.5, 4, .5), vec4(0, -101, 5, 100));
vec3 tints[COUNT] = vec3[COUNT](vec3(.9, .3, .2), vec3(.2, .7, .3), vec3(.2, .4, .9), vec3(.8));
int intersect(vec3 ro, vec3 rd, out float t) {
    int found = -1;
    t = 1e4;
    for (int i = 0; i < COUNT; i++) {
        vec3 oc = ro - spheres[i].xyz;
        float b = dot(oc, rd), c = dot(oc, oc) - spheres[i].w * spheres[i].w, h = b * b - c;
        if (h < 0.) continue;
        float s = -b - sqrt(h);
        if (s > .001 && s < t) { t = s; found = i; }
    }
    return found;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2. * fragCoord - iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0), rd = normalize(vec3(uv, 2));
    float t, ts;
    int id = intersect(ro, rd, t);
    vec3 col = mix(vec3(1), vec3(.5, .7, 1), .5 * rd.y + .5);
    if (id >= 0) {
        vec3 p = ro + t * rd, n = (p - spheres[id].xyz) / spheres[id].w, l = normalize(vec3(2, 3, -1));
        float lit = max(0., dot(n, l));
        if (intersect(p + .002 * n, l, ts) >= 0) lit = 0.;
        col = tints[id] * (.2 + .8 * lit);
    }
    fragColor = vec4(sqrt(col), 1.);
}
