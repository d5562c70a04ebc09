// Checkers in a turned frame: the triangle wave's product, softened by the width of a pixel from fwidth.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float a = radians(30.0);
    q = 9.0 * vec2(q.x * cos(a) + q.y * sin(a), q.y * cos(a) - q.x * sin(a)) * (1.0 + 0.6 * dot(q, q));
    vec2 tooth = abs(fract(0.5 * q) - 0.5) - 0.25, width = fwidth(q);
    vec2 side = clamp(2.0 * tooth / width, -0.5, 0.5);
    fragColor = vec4(mix(vec3(0.12, 0.1, 0.2), vec3(0.95, 0.92, 0.85), 0.5 + 2.0 * side.x * side.y), 1.0);
}
