// An array of structs that hold an array: filled in a loop, whole elements assigned, passed by inout, compared.
struct Petal { vec2 centre; float radius; vec3 ink[2]; };
void grow(inout Petal petals[5], float by) { for (int i = 0; i < petals.length(); i++) petals[i].radius *= by + 0.1 * float(i); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    Petal petals[5];
    for (int i = 0; i < 5; i++) {
        float a = 1.2566371 * float(i) + iTime;
        petals[i] = Petal(0.25 * vec2(cos(a), sin(a)), 0.1, vec3[2](vec3(0.9, 0.2, 0.3), 0.5 + 0.5 * cos(float(i) + vec3(0, 2, 4))));
    }
    petals[3].ink[0] = vec3(1.0);
    Petal copy = petals[1];
    copy.centre *= 0.0;
    petals[4] = copy;
    grow(petals, 0.9);
    vec3 c = vec3(0.1, 0.25, 0.15);
    for (int i = 0; i < 5; i++) {
        float d = length(p - petals[i].centre) - petals[i].radius;
        c = mix(mix(petals[i].ink[0], petals[i].ink[1], clamp(-d / petals[i].radius, 0.0, 1.0)), c, smoothstep(0.0, 0.01, d));
    }
    if (petals[4].ink == petals[1].ink && petals[0] != petals[4]) c *= 1.2;
    fragColor = vec4(c, 1.0);
}
