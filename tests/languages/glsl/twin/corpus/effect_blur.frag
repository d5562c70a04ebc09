// Box blur by supersampling: 4 x 4 samples of a hard-edged function, averaged in linear light.
vec3 scene(vec2 p) {
    p = (p - .5 * iResolution.xy) / iResolution.y;
    float k = step(0., sin(40. * atan(p.y, p.x) / 3.14159265 + 20. * length(p)));
    return mix(vec3(.9, .1, .1), vec3(.1, .3, .9), k);
}
#define AA 4
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec3 tot = vec3(0.);
    for (int m = 0; m < AA; m++)
    for (int n = 0; n < AA; n++) {
        vec2 o = vec2(float(m), float(n)) / float(AA) - 0.5;
        vec3 c = scene(fragCoord + 1.5 * o);
        tot += c * c;
    }
    fragColor = vec4(sqrt(tot / float(AA * AA)), 1.);
}
