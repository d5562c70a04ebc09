// Interleaved gradient noise and ordered dither of a gradient, pixel exact.
float ign(vec2 pixel) { return fract(52.9829189 * fract(dot(pixel, vec2(0.06711056, 0.00583715)))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec2 pixel = floor(fragCoord / 2.0);
    float shade = uv.y < 0.5 ? uv.x : 0.5 + 0.5 * sin(uv.x * 20.0) * uv.x;
    float threshold = ign(pixel);
    fragColor = vec4(vec3(threshold < shade ? 1.0 : 0.0) * vec3(0.9, 0.95, 0.8), 1.0);
}
