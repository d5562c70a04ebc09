// iMouse, iFrame, iTimeDelta, iFrameRate and iDate in use, with the usual fallback for a mouse that was never pressed.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 m = iMouse.z > 0.0 ? iMouse.xy / iResolution.xy : vec2(0.3, 0.6);
    vec2 uv = fragCoord / iResolution.xy;
    float d = length((uv - m) * vec2(iResolution.x / iResolution.y, 1.0));
    float blink = iFrame % 8 < 4 ? 1.0 : 0.6;
    float fade = 1.0 - iTimeDelta * 2.0 + iFrameRate * 0.001;
    float day = fract(iDate.w / 86400.0) + 0.1 * iDate.y;
    vec3 c = mix(vec3(1.0, 0.9, 0.6) * blink, vec3(0.1, 0.15, 0.3 + 0.3 * day), smoothstep(0.1, 0.35, d)) * fade;
    fragColor = vec4(c + 0.2 * step(abs(uv.x - m.x), 0.005), 1.0);
}
