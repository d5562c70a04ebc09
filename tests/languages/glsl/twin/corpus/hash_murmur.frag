// Murmur finaliser and hash combining of float bits (floatBitsToUint), uintBitsToFloat mantissa trick.
uint fmix(uint k) {
    k ^= k >> 16u; k *= 0x85ebca6bu;
    k ^= k >> 13u; k *= 0xc2b2ae35u;
    return k ^ k >> 16u;
}
float unit(uint m) {
    m &= 0x007FFFFFu;
    m |= 0x3F800000u;
    return uintBitsToFloat(m) - 1.0;
}
float random(vec2 v) { return unit(fmix(floatBitsToUint(v.x) ^ fmix(floatBitsToUint(v.y)))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = floor(fragCoord / 3.0);
    float r = random(p);
    float star = step(0.96, r);
    fragColor = vec4(vec3(star * random(p.yx + 7.0), star, star * 0.7) + vec3(0.0, 0.05, 0.1) * (1.0 + r), 1.0);
}
