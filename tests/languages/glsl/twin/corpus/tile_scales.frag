// Fish scales: overlapping discs in shifted rows, drawn from the top by a loop that stops at the first hit.
vec3 scale(vec2 p) {
    for (int row = 0; row < 3; row++) {
        float y = floor(p.y * 2.0) - 1.0 + float(row);
        float shift = 0.5 * mod(y, 2.0);
        vec2 q = vec2(fract(p.x + shift) - 0.5, p.y - 0.5 * y - 0.5);
        float d = length(q);
        if (d < 0.5) {
            float hue = floor(p.x + shift) * 0.7 + y * 0.4;
            return (0.5 + 0.5 * cos(hue + vec3(3.0, 4.0, 5.0))) * (1.0 - smoothstep(0.4, 0.5, d)) * (0.4 + 1.2 * d);
        }
    }
    return vec3(0.0);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.y * vec2(6.0, 6.0);
    vec3 c = scale(p);
    fragColor = vec4(c + 0.05, 1.0);
}
