// Worley noise, nearest feature point only: double loop over int neighbours.
vec2 hash22(vec2 p) {
    vec3 p3 = fract(vec3(p.xyx) * vec3(.1031, .1030, .0973));
    p3 += dot(p3, p3.yzx + 33.33);
    return fract((p3.xx + p3.yz) * p3.zy);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 st = fragCoord / iResolution.xy;
    st.x *= iResolution.x / iResolution.y;
    st *= 6.;
    vec2 i_st = floor(st), f_st = fract(st);
    float m_dist = 1.;
    for (int y = -1; y <= 1; y++) {
        for (int x = -1; x <= 1; x++) {
            vec2 neighbor = vec2(float(x), float(y));
            vec2 point = hash22(i_st + neighbor);
            point = 0.5 + 0.5 * sin(iTime + 6.2831 * point);
            m_dist = min(m_dist, length(neighbor + point - f_st));
        }
    }
    vec3 color = vec3(m_dist) + (1. - step(.02, m_dist));
    color.r += step(.98, f_st.x) + step(.98, f_st.y);
    fragColor = vec4(color, 1.0);
}
