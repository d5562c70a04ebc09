// Oklab: gradient in Oklch converted to linear and to sRGB by the exact transfer function.
vec3 oklab_to_linear(vec3 c) {
    float l_ = c.x + 0.3963377774 * c.y + 0.2158037573 * c.z;
    float m_ = c.x - 0.1055613458 * c.y - 0.0638541728 * c.z;
    float s_ = c.x - 0.0894841775 * c.y - 1.2914855480 * c.z;
    vec3 lms = vec3(l_, m_, s_);
    lms = lms * lms * lms;
    return mat3(4.0767416621, -1.2684380046, -0.0041960863,
                -3.3077115913, 2.6097574011, -0.7034186147,
                0.2309699292, -0.3413193965, 1.7076147010) * lms;
}
vec3 to_srgb(vec3 x) {
    x = clamp(x, 0.0, 1.0);
    return mix(1.055 * pow(x, vec3(1.0 / 2.4)) - 0.055, 12.92 * x, lessThanEqual(x, vec3(0.0031308)));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    float h = uv.x * 6.2831853;
    vec3 lab = vec3(0.2 + 0.75 * uv.y, 0.12 * vec2(cos(h), sin(h)));
    fragColor = vec4(to_srgb(oklab_to_linear(lab)), 1.0);
}
