// smoothstep with its edges the wrong way round, as most authors write a disc, scalar and vector.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float disc = smoothstep(0.31, 0.29, length(p)), glow = smoothstep(0.5, 0.0, length(p));
    vec3 c = smoothstep(vec3(0.4, 0.3, 0.2), vec3(-0.1), abs(p.xyx)) * 0.6;
    fragColor = vec4(mix(c * glow, vec3(0.9, 0.6, 0.3), disc), 1.0);
}
