// Ten Print: diagonals as a distance to two lines, thickness varies over the canvas.
#define R iResolution
void mainImage(out vec4 o, vec2 i)
{
    vec2 u = i / R.y * 12., c = floor(u);
    u = fract(u);
    uint k = uint(c.x) * 73856093u ^ uint(c.y) * 19349663u;
    k ^= k >> 7; k *= 2654435769u;
    u.x = (k >> 31) == 1u ? u.x : 1. - u.x;
    float d = min(abs(u.x - u.y), 1. - abs(u.x - u.y)) * .7071;
    float w = .08 + .15 * i.x / R.x;
    o = vec4(vec3(smoothstep(w, w + .05, d)) * vec3(.25, .3, .9) + vec3(.1, .05, .3), 1);
}
