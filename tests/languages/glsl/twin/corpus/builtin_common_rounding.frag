// abs sign floor trunc round roundEven ceil fract mod modf on positive and negative numbers, a strip each.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    int k = int(uv.y * 10.0);
    float x = (uv.x - 0.5) * 8.1, whole, r = 0.0;
    switch (k) {
    case 0: r = abs(x); break;
    case 1: r = sign(x) * 2.0; break;
    case 2: r = floor(x); break;
    case 3: r = trunc(x); break;
    case 4: r = round(x); break;
    case 5: r = roundEven(x + 0.01); break;
    case 6: r = ceil(x); break;
    case 7: r = fract(x) * 4.0; break;
    case 8: r = mod(x, 1.7) * 2.0; break;
    default: r = 3.0 * modf(x, whole) + 0.25 * whole;
    }
    vec3 v = mod(vec3(x, x + 1.0, -x), vec3(3.0, 2.0, 1.5)) * 0.1;
    fragColor = vec4(0.5 + 0.1 * r + v, 1.0);
}
