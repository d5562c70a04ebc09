// Value noise in 3D: the eight corners by bits of a loop counter, weights multiplied up, one slice moved by iTime.
float corner(ivec3 c) { int n = c.x * 73 + c.y * 179 + c.z * 283; n = (n ^ n << 7) * (n * 31 + 17); return float(n >> 8 & 255) / 255.0; }
float cloud(vec3 q) {
    ivec3 cell = ivec3(floor(q));
    vec3 t = smoothstep(0.0, 1.0, q - vec3(cell));
    float sum = 0.0;
    for (int k = 0; k < 8; k++) {
        ivec3 bit = ivec3(k, k >> 1, k >> 2) & 1;
        vec3 w = mix(1.0 - t, t, vec3(bit));
        sum += w.x * w.y * w.z * corner(cell + bit);
    }
    return sum;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec3 q = vec3(fragCoord / iResolution.y * 6.0, 0.4 + iTime * 0.5);
    float n = cloud(q) * 0.65 + cloud(q * 2.02 + 9.0) * 0.35;
    fragColor = vec4(n * vec3(0.9, 1.0, 0.7), 1.0);
}
