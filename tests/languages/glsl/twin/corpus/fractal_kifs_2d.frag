// Iterated folding: abs, rotate, scale, translate; distance to a segment in the last frame.
#define rot(a) mat2(cos(a), sin(a), -sin(a), cos(a))
void mainImage(out vec4 o, in vec2 u) {
    vec2 p = (u - .5 * iResolution.xy) / iResolution.y * 1.4;
    float s = 1.;
    for (int i = 0; i < 6; i++) {
        p = abs(p) - .32;
        p *= rot(.785 + .2 * sin(iTime * .3));
        p *= 1.45; s *= 1.45;
    }
    p.x -= clamp(p.x, -.7, .7);
    float d = (length(p) - .08) / s;
    o = vec4(.5 + .5 * cos(90. * d + vec3(0, .7, 1.4)), 1.) * smoothstep(-.01, .02, abs(d));
}
