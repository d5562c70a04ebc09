// Cosine palettes: six rows of coefficients in arrays, one formula, a frame around each row.
const vec3 centre[6] = vec3[](vec3(.5), vec3(.5, .4, .3), vec3(.6, .5, .5), vec3(.5), vec3(.7, .6, .4), vec3(.4, .5, .6));
const vec3 speed[6] = vec3[](vec3(1), vec3(1), vec3(1, 1, .5), vec3(2, 1, 0), vec3(1, .7, .4), vec3(.5, 1, 1.5));
const vec3 phase[6] = vec3[](vec3(0, .33, .67), vec3(0, .1, .2), vec3(.8, .9, .3), vec3(.5, .2, .25), vec3(0, .15, .2), vec3(.1, .5, .9));
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    int row = int(6. * uv.y);
    float inside = fract(6. * uv.y);
    vec3 ink = centre[row] + (1. - centre[row]) * cos(6.2831853 * (speed[row] * (uv.x + .02 * iTime) + phase[row]));
    ink *= step(.06, inside) * step(inside, .94) * (.6 + .4 * sin(3.1415927 * inside));
    fragColor = vec4(ink, 1.);
}
