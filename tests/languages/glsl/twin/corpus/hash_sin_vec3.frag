// Three sin hashes at once by mat3 times vec3.
vec3 hash33(vec3 p) {
    p = mat3(12.71, 31.17, 7.47, 26.95, 18.33, 24.61, 11.35, 27.19, 12.43) * p;
    return -1.0 + 2.0 * fract(sin(p) * 437.5853123);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 g = floor(fragCoord / iResolution.y * 12.);
    vec3 r = hash33(vec3(g, 1.));
    vec2 f = fract(fragCoord / iResolution.y * 12.) - .5;
    float d = length(f - .2 * r.xy) - .12 - .1 * r.z;
    fragColor = vec4(mix(vec3(.5) + .5 * r, vec3(.05), smoothstep(0., .08, d)), 1.);
}
