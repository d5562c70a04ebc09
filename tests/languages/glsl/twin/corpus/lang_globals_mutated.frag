// Globals of several types changed by functions, in an order that matters; a global array as a stack.
vec2 pen = vec2(0.0);
float heading = 0.3, ink = 10.0;
vec3 stack[3];
int top = 0;
vec2 pixel;
void push() { stack[top++] = vec3(pen, heading); }
void pop() { top -= 1; pen = stack[top].xy; heading = stack[top].z; }
void forward(float by) {
    vec2 to = pen + by * vec2(cos(heading), sin(heading)), u = pixel - pen, v = to - pen;
    ink = min(ink, length(u - v * clamp(dot(u, v) / dot(v, v), 0.0, 1.0)));
    pen = to;
}
void twig(float size) { push(); heading += 0.6; forward(size); pop(); push(); heading -= 0.6; forward(size); pop(); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    pixel = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    pen = vec2(-0.4, -0.3);
    for (int i = 0; i < 5; i++) {
        forward(0.18);
        push();
        heading += 0.5;
        forward(0.12);
        twig(0.08);
        pop();
        heading += 0.12;
        twig(0.1);
    }
    fragColor = vec4(mix(vec3(0.1, 0.35, 0.15), vec3(0.95, 0.96, 0.9), smoothstep(0.004, 0.012, ink)), 1.0);
}
