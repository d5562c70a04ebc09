// Vectors and matrix columns indexed dynamically, read and written, also inside an out parameter.
void bump(out float x, in float by) { x = by; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec3 c = vec3(0.1, 0.2, 0.3);
    int channel = int(uv.x * 3.0);
    c[channel] += uv.y;
    c[(channel + 1) % 3] *= 2.0;
    mat3 m = mat3(0.3);
    m[channel][(channel + 2) % 3] = uv.y;
    m[2 - channel] += c;
    bump(c[int(uv.y * 2.99)], 0.8);
    ivec4 counts = ivec4(0);
    for (int i = 0; i < 10; i++) counts[(i * i + channel) % 4]++;
    fragColor = vec4(m * c + vec3(counts.xyz) * 0.05, 1.0);
}
