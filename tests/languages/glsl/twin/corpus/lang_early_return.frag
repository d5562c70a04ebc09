// Early returns in mainImage and in functions, after which nothing must be written.
float wall(vec2 p) {
    if (p.x < -0.3) return 0.2;
    else if (p.y > 0.3) return 0.9;
    float d = length(p);
    if (d < 0.2) { if (p.x > p.y) return 0.6; return 0.4; }
    return d;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    fragColor = vec4(0.1, 0.2, 0.3, 1.0);
    if (p.y < -0.4) return;
    fragColor.rgb = vec3(wall(p));
    if (p.x > 0.4) return;
    fragColor.r *= 0.5;
    if (mod(fragCoord.x + fragCoord.y, 16.0) < 2.0) { fragColor.g = 1.0; return; }
    fragColor.b += 0.3;
}
