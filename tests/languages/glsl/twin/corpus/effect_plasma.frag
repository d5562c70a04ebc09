// Old-school plasma: sum of four sines, palette by sines of the sum.
#define PI 3.1415926535897932384626433832795
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 c = fragCoord / iResolution.xy * vec2(8.0) - vec2(4.0);
    float v = 0.0;
    v += sin((c.x + iTime));
    v += sin((c.y + iTime) / 2.0);
    v += sin((c.x + c.y + iTime) / 2.0);
    c += vec2(2.0) * vec2(sin(iTime / 3.0), cos(iTime / 2.0));
    v += sin(sqrt(c.x * c.x + c.y * c.y + 1.0) + iTime);
    v = v / 2.0;
    vec3 col = vec3(1, sin(PI * v), cos(PI * v));
    fragColor = vec4(col * .5 + .5, 1);
}
