// Log-polar spiral: the plane mapped by log and atan, sheared, and tiled with discs.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 z = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec2 lp = vec2(log(length(z)), atan(z.y, z.x)) * 8.0 / 6.28318530718;
    lp = mat2(1.0, 0.5, -0.5, 1.0) * lp;
    lp.x -= iTime;
    vec2 cell = floor(lp * 1.0), q = fract(lp) - 0.5;
    float ring = smoothstep(0.02, 0.1, abs(length(q) - 0.3));
    float parity = mod(cell.x, 2.0);
    vec3 c = mix(vec3(0.9, 0.6, 0.2), vec3(0.15, 0.3, 0.5), parity);
    fragColor = vec4(c * ring * (0.4 + 1.2 * length(z)), 1.0);
}
