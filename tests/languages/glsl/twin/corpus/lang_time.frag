// Everything that moves: iTime in phases, floor and fract of it, a rotating hand, and a colour that cycles.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float beat = fract(iTime), bar = floor(iTime), a = 6.2831853 * iTime / 4.0 + 0.4;
    vec2 hand = vec2(sin(a), cos(a)) * 0.4;
    float d = length(p - hand * clamp(dot(p, hand) / dot(hand, hand), 0.0, 1.0)) - 0.02;
    vec3 c = 0.5 + 0.5 * cos(iTime + p.xyx * 4.0 + vec3(0, 2, 4));
    c *= 0.6 + 0.4 * smoothstep(0.0, 0.01, abs(length(p) - 0.45 - 0.03 * exp(-4.0 * beat)) - 0.01);
    fragColor = vec4(mix(vec3(0.05 + 0.1 * bar), c, smoothstep(0.0, 0.01, d)), 1.0);
}
