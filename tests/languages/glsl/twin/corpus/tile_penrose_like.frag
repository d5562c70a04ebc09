// Five plane waves summed: a quasi-crystal with five-fold symmetry, thresholded in three shades.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y * 60.0;
    float sum = 0.0;
    for (int k = 0; k < 5; k++) {
        float a = radians(72.0) * float(k);
        sum += cos(dot(p, vec2(cos(a), sin(a))));
    }
    float shade = smoothstep(-0.6, -0.4, sum) * 0.4 + smoothstep(1.0, 1.2, sum) * 0.4 + smoothstep(3.2, 3.4, sum) * 0.2;
    fragColor = vec4(vec3(shade, shade * shade, 0.3 + 0.5 * shade), 1.0);
}
