// Globals initialised from each other, from uniforms, from functions and from const expressions.
const float PI = acos(-1.0);
const int SIDES = 3 + 4;
const float SECTOR = 2.0 * PI / float(SIDES);
float aspect = iResolution.x / iResolution.y;
vec2 centre = 0.5 * vec2(aspect, 1.0);
float wave(float x) { return 0.05 * sin(float(SIDES) * x); }
float base = 0.3 + wave(0.4) + 0.1 * sin(iTime);
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.y - centre;
    float a = mod(atan(p.y, p.x) + PI, SECTOR) - 0.5 * SECTOR;
    float d = length(p) * cos(a) - base;
    fragColor = vec4(mix(vec3(0.95, 0.85, 0.3), vec3(0.2, 0.3, 0.5) + 0.2 * cos(40.0 * d), smoothstep(0.0, 0.01, d)), 1.0);
}
