// Julia set of a quadratic, complex multiplication as a macro, orbit trap on the axes.
#define cmul(a, b) vec2((a).x * (b).x - (a).y * (b).y, (a).x * (b).y + (a).y * (b).x)
void mainImage(out vec4 O, vec2 U) {
    vec2 R = iResolution.xy, z = (U + U - R) / R.y * 1.2, c = vec2(-.745, .186) + .02 * sin(iTime * vec2(.7, 1.1));
    float trap = 1e3, i = 0.;
    for (; i < 32. && dot(z, z) < 16.; i++) {
        z = cmul(z, z) + c;
        trap = min(trap, min(abs(z.x), abs(z.y)));
    }
    O = vec4(vec3(1. - 6. * trap, sqrt(clamp(trap, 0., 1.)), i / 32.), 1.);
}
