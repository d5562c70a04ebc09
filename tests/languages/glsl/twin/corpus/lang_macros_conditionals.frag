// #if with arithmetic and defined(), #ifdef, #ifndef, #elif, #else, nested, and text skipped that would not compile.
#define QUALITY 2
#define SOFT
#if QUALITY > 1 && defined(SOFT)
    #define EDGE(d) smoothstep(-0.02, 0.02, d)
#elif QUALITY == 1
    #define EDGE(d) this would not compile
#else
    #define EDGE(d) step(0.0, d)
#endif
#ifndef RINGS
#define RINGS (2 * QUALITY + 1)
#endif
#ifdef HARD
float broken( { not GLSL
#else
float radius(int i) { return 0.09 * float(i + 1); }
#endif
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float v = 0.0;
    for (int i = 0; i < RINGS; i++) {
#if 1
        v = abs(v - EDGE(length(p - vec2(0.02 * float(i), 0.0)) - radius(i)));
#if 0
        v = syntax error;
#endif
#else
        v += 1.0;
#endif
    }
    fragColor = vec4(mix(vec3(0.1, 0.2, 0.3), vec3(0.9, 0.6, 0.4), v), 1.0);
}
