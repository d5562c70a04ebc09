// De Bruijn's pentagrid: floors along five directions, parity and index sum colour the rhombs' cells.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y * 8.0 + 0.137;
    int index = 0;
    float edge = 1.0;
    for (int k = 0; k < 5; k++) {
        float a = 6.2831853 * float(k) / 5.0;
        float t = p.x * cos(a) + p.y * sin(a) + 0.2;
        index += int(floor(t));
        edge = min(edge, min(fract(t), 1.0 - fract(t)));
    }
    vec3 inks[5] = vec3[5](vec3(0.9, 0.3, 0.2), vec3(0.95, 0.7, 0.2), vec3(0.3, 0.6, 0.4), vec3(0.2, 0.4, 0.7), vec3(0.5, 0.3, 0.6));
    vec3 c = inks[((index % 5) + 5) % 5];
    fragColor = vec4(c * smoothstep(0.01, 0.06, edge), 1.0);
}
