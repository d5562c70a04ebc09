// Swizzles on the left: reordered, compound, nested, of rgba and stpq, on matrix columns and array elements.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.xy;
    p.yx = p.xy * vec2(1.0, 0.9);
    vec4 c = vec4(0.1);
    c.rgb += p.xyx;
    c.bg *= vec2(0.5, 1.5);
    c.wzyx = c.xyzw;
    c.stp -= 0.05;
    c.xy = c.yx;
    c.zw.y = p.x;
    c.xyz.zx += p.y * 0.3;
    mat3 m = mat3(0.2);
    m[1].zy = p;
    m[0].x++;
    vec2 list[2] = vec2[2](p, p.yx);
    list[1].x -= 0.25;
    list[0].yx += list[1].xy;
    vec3 q = vec3(1.0);
    (q.xy) *= 0.5;
    fragColor = vec4(fract(c.xyz + m * q + vec3(list[0], list[1].x)), 1.0);
}
