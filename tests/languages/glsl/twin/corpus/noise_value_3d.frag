// Value noise in 3D, trilinear, one slice animated by iTime.
float hash(vec3 p) {
    p = fract(p * 0.3183099 + .1);
    p *= 17.0;
    return fract(p.x * p.y * p.z * (p.x + p.y + p.z));
}
float noise(in vec3 x) {
    vec3 i = floor(x), f = fract(x);
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(mix(hash(i), hash(i + vec3(1, 0, 0)), f.x), mix(hash(i + vec3(0, 1, 0)), hash(i + vec3(1, 1, 0)), f.x), f.y),
               mix(mix(hash(i + vec3(0, 0, 1)), hash(i + vec3(1, 0, 1)), f.x), mix(hash(i + vec3(0, 1, 1)), hash(i + vec3(1, 1, 1)), f.x), f.y), f.z);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec3 p = vec3(fragCoord / iResolution.y * 8.0, 0.4 + iTime * 0.5);
    float n = noise(p) * .6 + noise(p * 2.02) * .4;
    fragColor = vec4(vec3(n), 1.0) * vec4(0.9, 1.0, 0.7, 1.0);
}
