// A beginner's smiley face: circles, an arc and eyebrows painted one after the other.
float circle(vec2 uv, vec2 p, float r, float blur) {
    float d = length(uv - p);
    return 1.0 - smoothstep(r - blur, r, d);
}
void mainImage( out vec4 fragColor, in vec2 fragCoord )
{
    // Normalized pixel coordinates (from 0 to 1)
    vec2 uv = fragCoord/iResolution.xy;
    uv -= .5; // now from -.5 to .5
    uv.x *= iResolution.x/iResolution.y; // fix the aspect

    vec3 col = vec3(0.);
    float mask = circle(uv, vec2(0.), .4, .01);
    mask -= circle(uv, vec2(-.13, .15), .07, .01);
    mask -= circle(uv, vec2(.13, .15), .07, .01);
    float mouth = circle(uv, vec2(0., 0.), .3, .02);
    mouth -= circle(uv, vec2(0., .1), .3, .02);
    mask -= clamp(mouth, 0., 1.);
    col = vec3(1., 1., 0.) * clamp(mask, 0., 1.);
    // Output to screen
    fragColor = vec4(col,1.0);
}
