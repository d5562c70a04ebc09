// Arrays returned from functions, compared, constructed in an argument, and an in parameter changed locally only.
float[4] weights(float t) { return float[4](1.0 - t, t * 0.5, t * t, 0.3); }
float total(float w[4]) { float s = 0.0; for (int i = 0; i < 4; i++) { w[i] *= 1.5; s += w[i]; } return s; }
float third(in float w[3]) { return w[2]; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    float w[4] = weights(uv.x), v[4] = w;
    float t = total(w);
    bool kept = v == w;
    v[int(uv.y * 4.0)] += 0.5;
    float k = third(float[3](0.1, 0.2, uv.y)) + weights(uv.y)[2];
    vec3 c = vec3(w[0] / t, v[int(uv.y * 3.99)], kept ? k * 0.5 : 1.0);
    fragColor = vec4(c, 1.0);
}
