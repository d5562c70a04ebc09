// The same functions on vec2, vec3 and vec4, with quadrants of atan(y, x) in all four.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = 2.0 * fragCoord / iResolution.xy - 1.0;
    vec4 a = sin(vec4(p, p.yx * 2.0)) + cos(vec4(p.yx, p) * 3.0);
    vec3 b = atan(vec3(p, -p.x), vec3(p.y, -p.xy)) / 3.14159265;
    vec2 c = asin(p * 0.9) + acos(p.yx * 0.9) - atan(p * 4.0);
    vec3 d = tanh(vec3(p, p.x + p.y)) + 0.3 * sinh(b) - 0.1 * cosh(vec3(c, p.y));
    vec2 e = asinh(p) + acosh(1.0 + abs(p)) + 0.3 * atanh(0.9 * p) + 0.1 * tan(p);
    fragColor = vec4(0.5 + 0.3 * (a.xyz + b) * 0.5 + 0.2 * d + 0.1 * e.xyx, 1.0);
}
