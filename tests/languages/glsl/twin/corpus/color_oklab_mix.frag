// Two colours mixed in sRGB, in linear light and in Oklab, one strip each; cube root by pow with sign.
vec3 cbrt(vec3 x) { return sign(x) * pow(abs(x), vec3(1.0 / 3.0)); }
const mat3 M1 = mat3(0.4122214708, 0.2119034982, 0.0883024619, 0.5363325363, 0.6806995451, 0.2817188376, 0.0514459929, 0.1073969566, 0.6299787005);
const mat3 M2 = mat3(0.2104542553, 1.9779984951, 0.0259040371, 0.7936177850, -2.4285922050, 0.7827717662, -0.0040720468, 0.4505937099, -0.8086757660);
vec3 lin(vec3 c) { return pow(c, vec3(2.2)); }
vec3 gam(vec3 c) { return pow(max(c, 0.0), vec3(1.0 / 2.2)); }
vec3 to_lab(vec3 c) { return M2 * cbrt(M1 * lin(c)); }
vec3 from_lab(vec3 l) { vec3 r = inverse(M2) * l; return gam(inverse(M1) * (r * r * r)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec3 a = vec3(0.05, 0.1, 0.95), b = vec3(1.0, 0.95, 0.1);
    vec3 c;
    if (uv.y > 0.667) c = mix(a, b, uv.x);
    else if (uv.y > 0.333) c = gam(mix(lin(a), lin(b), uv.x));
    else c = from_lab(mix(to_lab(a), to_lab(b), uv.x));
    fragColor = vec4(c, 1.0);
}
