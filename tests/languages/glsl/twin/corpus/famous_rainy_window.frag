// After the structure of drops on a window: layered drop grids, trails, refraction of a blurred procedural city.
#define S(a, b, t) smoothstep(a, b, t)
vec3 N13(float p) { vec3 p3 = fract(vec3(p) * vec3(.1031, .11369, .13787)); p3 += dot(p3, p3.yzx + 19.19); return fract(vec3((p3.x + p3.y) * p3.z, (p3.x + p3.z) * p3.y, (p3.y + p3.z) * p3.x)); }
float Saw(float b, float t) { return S(0., b, t) * (1. - S(b, 1., t)); }
vec2 DropLayer(vec2 uv, float t) {
    vec2 UV = uv;
    uv.y += t * 0.75;
    vec2 a = vec2(6., 1.), grid = a * 2., id = floor(uv * grid);
    float colShift = fract(id.x * .37 + .1);
    uv.y += colShift;
    id = floor(uv * grid);
    vec3 n = N13(id.x * 35.2 + id.y * 76.1);
    vec2 st = fract(uv * grid) - vec2(.5, 0);
    float x = (n.x - .5) * .8, ti = fract(t + n.z), y = (Saw(.85, ti) - .5) * .9 + .5;
    vec2 p = vec2(x, y);
    float d = length((st - p) * a.yx), mainDrop = 1. - S(.0, .4, d);
    float r = sqrt(1. - S(y, 1., st.y) * .999), cd = abs(st.x - x), trail = 1. - S(.1 * r, .23 * r * r + .12, cd);
    float trailFront = S(-.02, .02, st.y - y);
    trail *= trailFront * r * r;
    return vec2(mainDrop + trail * .3, trail);
}
vec3 city(vec2 p) {
    vec3 c = mix(vec3(.05, .05, .12), vec3(.2, .1, .2), p.y + .5);
    for (int i = 0; i < 10; i++) {
        float f = float(i);
        vec2 q = vec2(fract(f * .618) * 1.6 - .8, fract(f * .755) * .5 - .45);
        c += (.4 + .4 * cos(f + vec3(0, 1, 2))) * (1. - S(.05, .12, length(p - q)));
    }
    return c;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord.xy - .5 * iResolution.xy) / iResolution.y;
    float t = iTime * .2 + .33;
    vec2 e = vec2(.002, 0.);
    vec2 c = DropLayer(uv, t), cx = DropLayer(uv + e, t), cy = DropLayer(uv + e.yx, t);
    vec2 n = vec2(cx.x - c.x, cy.x - c.x) * 12.;
    fragColor = vec4(city(uv + clamp(n, -.4, .4)) * (1. + .4 * c.y), 1.);
}
