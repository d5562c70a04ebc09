// floatBitsToInt, floatBitsToUint, intBitsToFloat and uintBitsToFloat: exponent and mantissa drawn, log2 by bits.
float fast_log2(float x) { int i = floatBitsToInt(x); return float((i >> 23) - 127) + float(i & 0x7FFFFF) / 8388608.0; }
float fast_inverse_sqrt(float x) { float y = intBitsToFloat(0x5F3759DF - (floatBitsToInt(x) >> 1)); return y * (1.5 - 0.5 * x * y * y); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    float x = 0.1 + 9.0 * uv.x;
    uint bits = floatBitsToUint(x * (0.5 + uv.y));
    uvec2 parts = uvec2(bits >> 23 & 255u, bits >> 15 & 255u);
    float rebuilt = uintBitsToFloat(bits & 0xFFF00000u);
    fragColor = vec4(float(parts.y) / 255.0, (fast_log2(x) + 3.0) / 7.0 * uv.y + 0.1 * fast_inverse_sqrt(x), rebuilt / 14.0 + float(parts.x & 1u) * 0.3, 1.0);
}
