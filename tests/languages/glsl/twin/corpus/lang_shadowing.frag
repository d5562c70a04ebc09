// One name for a function's parameter, locals in nested blocks, a loop variable and a global; a local hides a function.
float x = 0.2;
float scale(float x) { x *= 2.0; { float x = x + 0.1; x += 0.05; } return x; }
float lift(float f) { return f + 0.1; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    float r = x;
    float x = uv.x;
    float lifted = lift(x);
    float lift = 0.25;
    for (int i = 0; i < 3; i++) { float x = float(i) * 0.1; for (int i = 0; i < 2; i++) { x += 0.05 * float(i); } r += x * uv.y; }
    if (uv.y > 0.5) { float x = 0.9; r *= x; } else { vec3 x = vec3(0.3, 0.2, 0.1); r -= x.y; }
    float length = scale(x);
    { int x = 3; length += 0.02 * float(x); }
    fragColor = vec4(r, length * 0.6, lift + lifted * 0.5, 1.0);
}
