// Bar chart from a const int array, labels of the axis by ticks, alternating tints.
const int values[10] = int[10](3, 7, 4, 9, 12, 8, 15, 11, 6, 2);
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy * vec2(11.0, 17.0) - 0.5;
    int i = clamp(int(floor(uv.x)), 0, 9);
    float x = uv.x - float(i);
    vec3 col = vec3(0.97);
    if (fract(uv.y) < 0.06) col -= 0.08;
    if (x > 0.15 && x < 0.85 && uv.x > 0.0 && uv.y > 0.0 && uv.y < float(values[i]))
        col = (i % 2 == 0) ? vec3(0.2, 0.45, 0.75) : vec3(0.35, 0.6, 0.85);
    if (uv.y < 0.0 && uv.y > -0.15) col = vec3(0.1);
    fragColor = vec4(col, 1.0);
}
