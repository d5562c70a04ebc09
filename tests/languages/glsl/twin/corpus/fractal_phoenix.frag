// Phoenix fractal: two-step recurrence with the previous z kept.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 z = uv.yx * 1.1, previous = vec2(0.0);
    const float c = 0.5667, k = -0.5;
    float smooth_ = exp(-length(z));
    for (int i = 0; i < 24; i++) {
        vec2 next = vec2(z.x * z.x - z.y * z.y + c + k * previous.x, 2.0 * z.x * z.y + k * previous.y);
        previous = z;
        z = next;
        if (dot(z, z) > 64.0) break;
        smooth_ += exp(-length(z));
    }
    fragColor = vec4(0.5 + 0.5 * cos(vec3(0.6, 0.5, 0.4) * smooth_ + vec3(2.0, 1.0, 0.0)), 1.0);
}
