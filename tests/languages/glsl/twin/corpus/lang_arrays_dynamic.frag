// A local array written and read at computed indices: bubble sort of eight hashed values per column.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    float column = floor(uv.x * 8.0);
    float values[8];
    for (int i = 0; i < 8; i++) values[i] = fract((column + 1.0) * 0.618034 * float(i + 1) + 0.137 * float(i * i));
    int passes = int(column);
    for (int pass = 0; pass < passes; pass++)
        for (int i = 0; i < 7; i++)
            if (values[i] > values[i + 1]) {
                float keep = values[i];
                values[i] = values[i + 1];
                values[i + 1] = keep;
            }
    int row = int(uv.y * 8.0);
    float v = values[row];
    fragColor = vec4(mix(vec3(0.1, 0.1, 0.4), vec3(1.0, 0.8, 0.3), v), 1.0);
}
