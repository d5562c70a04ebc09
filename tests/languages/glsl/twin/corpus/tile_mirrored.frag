// Mirrored repetition by abs(mod(p + 1, 2) - 1), an asymmetric motif in each cell.
vec2 mirror(vec2 p) { return abs(mod(p + 1.0, 2.0) - 1.0); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = mirror(fragCoord / iResolution.y * 5.0);
    float leaf = max(length(p - vec2(0.1, 0.6)) - 0.5, length(p - vec2(0.9, 0.4)) - 0.6);
    float dot_ = length(p - vec2(0.85, 0.85)) - 0.1;
    vec3 c = vec3(0.95, 0.92, 0.85);
    c = mix(vec3(0.1, 0.4, 0.3), c, smoothstep(0.0, 0.03, leaf));
    c = mix(vec3(0.8, 0.2, 0.1), c, smoothstep(0.0, 0.03, dot_));
    fragColor = vec4(c, 1.0);
}
