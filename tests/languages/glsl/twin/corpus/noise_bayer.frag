// Bayer dither by a recursive macro: Bayer2, 4 and 8.
float Bayer2(vec2 a) { a = floor(a); return fract(a.x / 2. + a.y * a.y * .75); }
#define Bayer4(a) (Bayer2(.5 * (a)) * .25 + Bayer2(a))
#define Bayer8(a) (Bayer4(.5 * (a)) * .25 + Bayer2(a))
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    float ball = sqrt(max(0., .2 - dot(uv, uv)));
    vec3 n = vec3(uv, ball) / .4472;
    float light = ball > 0. ? max(0., dot(n, normalize(vec3(-1, 1, 1.2)))) : .25 + .3 * uv.y;
    float dithered = step(Bayer8(fragCoord / 2.), light - .01);
    fragColor = vec4(mix(vec3(.15, .2, .1), vec3(.7, .85, .4), dithered), 1);
}
