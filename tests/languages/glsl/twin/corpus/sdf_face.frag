// A beginner's face: discs added and taken away, with comments on everything.
float disc(vec2 at, vec2 centre, float radius)
{
    // 1 inside, 0 outside, a little soft in between
    return 1.0 - smoothstep(radius - 0.01, radius + 0.01, distance(at, centre));
}
void mainImage( out vec4 fragColor, in vec2 fragCoord )
{
    // put the origin in the middle and keep circles round
    vec2 pos = (fragCoord.xy - iResolution.xy*0.5) / iResolution.y;

    vec3 color = vec3(0.55, 0.8, 0.95); // sky
    vec3 skin = vec3(1.0, 0.85, 0.2);

    // the head
    color = mix(color, skin, disc(pos, vec2(0.0, 0.0), 0.42));
    // both eyes at once, because abs() mirrors the left side
    vec2 mirrored = vec2(abs(pos.x), pos.y);
    color = mix(color, vec3(1.0), disc(mirrored, vec2(0.15, 0.12), 0.08));
    color = mix(color, vec3(0.1, 0.1, 0.2), disc(mirrored, vec2(0.14, 0.11), 0.04));
    // the mouth is a disc without its upper part
    float mouth = disc(pos, vec2(0.0, -0.05), 0.25) * (1.0 - disc(pos, vec2(0.0, 0.06), 0.27));
    color = mix(color, vec3(0.7, 0.1, 0.1), mouth);
    // done!
    fragColor = vec4(color, 1.0);
}
