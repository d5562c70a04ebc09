// The sine hash at coordinates of many thousands, where the bits of sin are the driver's own.
float dice(vec2 c) { return fract(sin(dot(c, vec2(127.1, 311.7))) * 43758.5453123); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 c = floor(fragCoord / iResolution.y * 16.0);
    fragColor = vec4(dice(c), dice(c * 97.0 + 1000.0), dice(c * 1009.0 + 20000.0), 1.0);
}
