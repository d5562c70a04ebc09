// switch with fallthrough, default in the middle, nested switch, returns in cases, and on a uint.
vec3 ink(int k) {
    switch (k) {
    case 0: return vec3(0.9, 0.3, 0.2);
    case 1:
    case 2: return vec3(0.2, 0.6, 0.9);
    default: break;
    case 3: return vec3(0.95, 0.85, 0.3);
    }
    return vec3(0.3);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    int k = int(uv.x * 6.0);
    uint row = uint(uv.y * 4.0);
    float shade = 0.5;
    switch (row) {
    case 0u: shade = 1.0; break;
    case 1u: shade += 0.1;
    case 2u: shade += 0.15;
        switch (k & 1) {
        case 0: shade -= 0.3; break;
        default: shade += 0.1;
        }
    default: shade *= 1.1;
    }
    fragColor = vec4(ink(k) * shade, 1.0);
}
