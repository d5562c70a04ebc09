// Object-like macros: numbers, expressions without brackets, types, a name for a swizzle, redefinition after #undef.
#define SCALE 6.
#define HALF .5
#define PLUS + 1.
#define V vec2
#define F float
#define XY .xy
#define COLOR vec3(0.9, 0.7, 0.3)
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    V p = (fragCoord XY - HALF * iResolution XY) / iResolution.y * SCALE;
#undef SCALE
#define SCALE .25
    F a = sin(p.x * SCALE PLUS) * cos(p.y * SCALE PLUS * 2.);
#undef COLOR
#define COLOR vec3(0.2, 0.5, 0.9)
    vec3 c = COLOR * (HALF + a);
    fragColor = vec4(c + step(.9, fract(p.x)) * .2, 1.);
}
