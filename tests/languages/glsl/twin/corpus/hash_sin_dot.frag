// The one-line sin hash with the usual large factor: its bits depend on sin.
float rand(vec2 co) { return fract(sin(dot(co.xy, vec2(12.9898, 78.233))) * 43758.5453); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 cell = floor(fragCoord / iResolution.xy * 16.0);
    fragColor = vec4(rand(cell), rand(cell + 0.5), rand(cell.yx), 1.0);
}
