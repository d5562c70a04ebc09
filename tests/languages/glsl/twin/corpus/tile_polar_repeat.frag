// Polar repetition: petals by modulo of the angle with an index per petal.
float pModPolar(inout vec2 p, float repetitions) {
    float angle = 2. * 3.14159265 / repetitions;
    float a = atan(p.y, p.x) + angle / 2.;
    float r = length(p);
    float c = floor(a / angle);
    a = mod(a, angle) - angle / 2.;
    p = vec2(cos(a), sin(a)) * r;
    if (abs(c) >= (repetitions / 2.)) c = abs(c);
    return c;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    float id = pModPolar(p, 9.);
    p.x -= .28;
    float d = length(p * vec2(1., 2.)) - .14;
    vec3 petal = .6 + .4 * cos(id * 1.3 + vec3(0, 2, 4));
    fragColor = vec4(mix(petal, vec3(.06, .08, .12), smoothstep(0., .015, d)), 1.);
}
