// Built-ins redefined by the user and hidden by functions of other types: mod for ints, min of three, a smoothstep of its own.
int mod(int a, int b) { return a - b * (a / b); }
float min(float a, float b, float c) { return a < b ? (a < c ? a : c) : (b < c ? b : c); }
float smoothstep(float a, float b, float x) { x = clamp((x - a) / (b - a), 0.0, 1.0); return x * x * x * (x * (6.0 * x - 15.0) + 10.0); }
float saturate(float x) { return clamp(x, 0.0, 1.0); }
vec3 saturate(vec3 x) { return clamp(x, 0.0, 1.0); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.xy;
    int k = mod(int(p.x * 12.0), 5);
    float e = smoothstep(0.2, 0.7, p.y), m = min(p.x, p.y, 0.4);
    fragColor = vec4(saturate(vec3(float(k) * 0.2, e, 2.0 * m)) * saturate(0.5 + p.x), 1.0);
}
