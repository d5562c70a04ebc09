// Eight-pointed stars: two overlapping squares per cell, strapwork outlines by |d|.
float sq(vec2 p, float r) { p = abs(p); return max(p.x, p.y) - r; }
mat2 r45 = mat2(.70710678, -.70710678, .70710678, .70710678);
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.y * 4.;
    vec2 p = fract(uv) - .5;
    float a = sq(p, .31), b = sq(r45 * p, .31);
    float star = min(a, b), inner = max(a, b);
    vec2 c = abs(p) - .5;
    float cross_ = length(c) - .14;
    vec3 col = vec3(.07, .3, .38);
    col = mix(vec3(.85, .73, .4), col, smoothstep(0., .02, star));
    col = mix(vec3(.1, .16, .4), col, smoothstep(0., .02, inner + .06));
    col = mix(vec3(.7, .2, .15), col, smoothstep(0., .02, cross_));
    col *= smoothstep(.0, .025, abs(star)) * smoothstep(.0, .02, abs(inner));
    fragColor = vec4(col, 1.);
}
