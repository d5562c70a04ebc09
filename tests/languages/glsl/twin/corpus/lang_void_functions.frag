// Functions without parameters, with void, with an early bare return, and calls whose results are dropped.
vec3 paint;
void clear(void) { paint = vec3(0.9, 0.85, 0.7); }
void stripe() { paint *= 0.5; return; }
float touch() { paint.r += 0.1; return 1.0; }
void dotted(vec2 p, float r) {
    if (length(p) > r) return;
    paint.gb *= vec2(0.3, 0.6);
    touch();
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fract(fragCoord / iResolution.y * 5.0) - 0.5;
    clear();
    if (abs(p.y) < 0.1) stripe();
    dotted(p, 0.3);
    touch();
    fragColor = vec4(paint, 1.0);
}
