// Turbulence: sum of |noise| over octaves, the loop's float counter is the frequency.
float rnd(vec2 c) { return fract(sin(mod(dot(c, vec2(7.13, 11.7)), 6.2831)) * 91.7); }
float vnoise(vec2 p) {
    vec2 c = floor(p);
    vec2 t = smoothstep(0., 1., fract(p));
    return mix(mix(rnd(c), rnd(c + vec2(1., 0.)), t.x), mix(rnd(c + vec2(0., 1.)), rnd(c + vec2(1., 1.)), t.x), t.y);
}
float turb(vec2 p) {
    float t = 0.;
    for (float f = 1.; f < 33.; f *= 2.) t += abs(vnoise(p * f) - .5) / f;
    return t;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord.xy / iResolution.xy;
    float t = turb(uv * 4.);
    fragColor = vec4(vec3(1. - 1.6 * t) * vec3(.9, .7, 1.), 1.);
}
