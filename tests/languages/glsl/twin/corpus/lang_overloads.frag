// One name for seven functions: overloads by type and count, and calls that need an implicit conversion.
float area(float r) { return 3.1415927 * r * r; }
float area(vec2 b) { return b.x * b.y; }
float area(vec2 a, vec2 b) { return abs(a.x * b.y - a.y * b.x); }
float area(vec3 s) { float p = 0.5 * (s.x + s.y + s.z); return sqrt(max(p * (p - s.x) * (p - s.y) * (p - s.z), 0.0)); }
int area(ivec2 b) { return b.x * b.y; }
float area(mat2 m) { return determinant(m); }
float area(bool b) { return b ? 0.25 : 0.5; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    float a = area(uv.x * 0.6), b = area(uv), c = area(uv, vec2(1, 0.3)), d = area(vec3(3, 4, 5) * uv.y), e = float(area(ivec2(uv * 9.0))) / 81.0;
    float f = area(mat2(uv, uv.yx)), g = area(uv.x > uv.y), h = area(1) * 0.1;
    fragColor = vec4(a + 0.3 * e, b * 0.5 + 0.1 * d + g * 0.4, c + 0.5 * abs(f) + 0.2 * h, 1.0);
}
