// Metaballs: sum of inverse squares of five moving centres, iso-line and glow.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    float sum = 0.;
    vec3 tint = vec3(0.);
    for (int i = 0; i < 5; i++) {
        float k = float(i);
        vec2 c = .32 * vec2(sin(iTime * .7 + k * 1.9), cos(iTime * .9 + k * 2.7));
        float f = .012 / (dot(uv - c, uv - c) + .001);
        sum += f;
        tint += f * (.5 + .5 * cos(k + vec3(0, 2, 4)));
    }
    tint /= sum;
    fragColor = vec4(mix(tint * .25 * sum, tint, smoothstep(.95, 1.05, sum)), 1.);
}
