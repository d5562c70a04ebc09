// Two colours mixed as stored, in linear light and in Oklab, a strip each; inverses of constant matrices.
const mat3 TO_CONES = mat3(0.4122214708, 0.2119034982, 0.0883024619, 0.5363325363, 0.6806995451, 0.2817188376, 0.0514459929, 0.1073969566, 0.6299787005);
const mat3 TO_LAB = mat3(0.2104542553, 1.9779984951, 0.0259040371, 0.7936177850, -2.4285922050, 0.7827717662, -0.0040720468, 0.4505937099, -0.8086757660);
vec3 root3(vec3 x) { return sign(x) * pow(abs(x), vec3(1.0 / 3.0)); }
vec3 light(vec3 c) { return c * (c * (c * 0.305306011 + 0.682171111) + 0.012522878); }
vec3 stored(vec3 c) { return pow(max(c, 0.0), vec3(0.4545)); }
vec3 into(vec3 c) { return TO_LAB * root3(TO_CONES * light(c)); }
vec3 out_of(vec3 c) { c = inverse(TO_LAB) * c; return stored(inverse(TO_CONES) * (c * c * c)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    const vec3 a = vec3(0.05, 0.1, 0.95), b = vec3(1.0, 0.95, 0.1);
    int strip = int(3.0 * uv.y);
    fragColor = vec4(strip == 2 ? mix(a, b, uv.x) : strip == 1 ? stored(mix(light(a), light(b), uv.x)) : out_of(mix(into(a), into(b), uv.x)), 1.0);
}
