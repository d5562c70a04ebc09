// fbm: five octaves in a loop, rotated by a mat2 each time.
float h(vec2 p) { vec3 a = fract(p.xyx * .1031); a += dot(a, a.yzx + 33.33); return fract((a.x + a.y) * a.z); }
float n2(vec2 p) {
    vec2 i = floor(p); p -= i; p *= p * (3. - 2. * p);
    return mix(mix(h(i), h(i + vec2(1, 0)), p.x), mix(h(i + vec2(0, 1)), h(i + 1.), p.x), p.y);
}
#define OCTAVES 5
float fbm(vec2 st) {
    float v = 0.0, a = 0.5;
    const vec2 shift = vec2(100.0);
    mat2 rot = mat2(cos(0.5), sin(0.5), -sin(0.5), cos(0.50));
    for (int i = 0; i < OCTAVES; ++i) {
        v += a * n2(st);
        st = rot * st * 2.0 + shift;
        a *= 0.5;
    }
    return v;
}
void mainImage(out vec4 o, in vec2 u) {
    vec2 uv = u / iResolution.y;
    float f = fbm(uv * 4. + iTime * .1);
    o = vec4(mix(vec3(.1, .3, .2), vec3(.9, .95, .6), smoothstep(.25, .75, f)), 1.);
}
