// Derivatives across jumps: fwidth of floor, fract and of the angle at its seam, which draw thin seams.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float a = atan(p.y, p.x);
    float seam = fwidth(a), cells = fwidth(floor(p.x * 7.3 + p.y)), saw = fwidth(fract(length(p) * 6.0));
    vec2 fx = dFdx(p * 8.0) + dFdy(p.yx * 8.0);
    fragColor = vec4(clamp(seam * 3.0, 0.0, 1.0), cells * 0.8 + fx.x, clamp(saw * 4.0, 0.0, 1.0), 1.0);
}
