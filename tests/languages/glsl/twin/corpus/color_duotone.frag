// Luma by dot, posterised by floor, and mapped to two inks with mix; vignette by the product of uv(1 - uv).
void mainImage(out vec4 fragColor, in vec2 fragCoord)
{
    vec2 uv = fragCoord.xy / iResolution.xy;
    vec3 image = vec3(0.5 + 0.5 * sin(10.0 * uv.x), uv.y, 0.5 + 0.5 * cos(14.0 * (uv.x + uv.y)));
    float luma = dot(image, vec3(0.299, 0.587, 0.114));
    float levels = 5.0;
    luma = floor(luma * levels) / (levels - 1.0);
    vec3 color = mix(vec3(0.13, 0.07, 0.35), vec3(1.0, 0.82, 0.55), luma);
    float vignette = pow(16.0 * uv.x * uv.y * (1.0 - uv.x) * (1.0 - uv.y), 0.25);
    fragColor = vec4(color * vignette, 1.0);
}
