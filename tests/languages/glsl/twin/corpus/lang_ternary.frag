// Ternary chains, nested, on vectors, on the left operand of others, with side effects in one branch only.
float calls = 0.0;
float count(float x) { calls += 1.0; return x; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec3 c = uv.x < 0.25 ? vec3(0.9, 0.2, 0.2) : uv.x < 0.5 ? vec3(0.2, 0.8, 0.3) : uv.x < 0.75 ? uv.y < 0.5 ? vec3(0.2) : vec3(0.8) : vec3(uv, 0.5);
    float s = uv.y > 0.5 ? count(0.9) : uv.x > 0.5 ? count(0.5) + count(0.1) : 0.4;
    c *= s + (calls > 1.0 ? 0.3 : calls > 0.0 ? 0.1 : 0.2);
    int i = uv.x > uv.y ? 1 : 0;
    c[i > 0 ? 2 : 0] += uv.x + uv.y > 1.0 ? 0.2 : -0.1;
    fragColor = vec4(bool(i) ? c : c.bgr, uv.x > 0.0 ? 1 : 0);
}
