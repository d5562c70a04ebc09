// Burning ship: abs before the square, colour by the count.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec2 c = vec2(-1.755, -.03) + uv * vec2(.12, -.12), z = c;
    int count = 0;
    do {
        z = abs(z);
        z = vec2(z.x * z.x - z.y * z.y, 2. * z.x * z.y) + c;
    } while (dot(z, z) < 20. && ++count < 32);
    float t = float(count) / 32.;
    fragColor = vec4(t < 1. ? vec3(sqrt(t), t * t * 1.4, .2 + .3 * t) : vec3(.02, .0, .05), 1.);
}
