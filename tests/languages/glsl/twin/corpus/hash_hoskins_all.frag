// Hashes of fract, dot and products, without a sine, from one, two and three numbers to one, two, three and four, a strip each.
#define K3 vec3(.1031, .1030, .0973)
vec3 stir(vec3 v) { v = fract(v * K3); return v + dot(v, v.yzx + 33.33); }
float one_of_one(float x) { x = fract(x * .1031); x = x * (x + 33.33); return fract(x * (x + x)); }
float one_of_two(vec2 x) { vec3 s = stir(x.xyx); return fract((s.x + s.y) * s.z); }
float one_of_three(vec3 x) { vec3 s = stir(x.zyx); return fract((s.z + s.x) * s.y); }
vec2 two_of_one(float x) { vec3 s = stir(vec3(x)); return fract((s.xx + s.yz) * s.zy); }
vec2 two_of_two(vec2 x) { vec3 s = stir(x.yxy); return fract((s.yx + s.zz) * s.xy); }
vec3 three_of_one(float x) { vec3 s = stir(vec3(x, x + 1., x)); return fract((s.xyx + s.zzy) * s.yxz); }
vec3 three_of_three(vec3 x) { vec3 s = stir(x); return fract((s.xxy + s.yzz) * s.zyx); }
vec4 four_of_two(vec2 x) { vec4 s = fract(x.xyxy * vec4(.1031, .1030, .0973, .1099)); s += dot(s, s.wzyx + 19.19); return fract((s.xxyz + s.yzzw) * s.zywx); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 c = floor(32.0 * fragCoord / iResolution.xy);
    float n = c.x + 32.0 * c.y;
    vec4 r = four_of_two(c);
    vec3 colour;
    switch (int(c.x) / 4) {
    case 0: colour = vec3(one_of_one(n)); break;
    case 1: colour = vec3(one_of_two(c)); break;
    case 2: colour = vec3(one_of_three(vec3(c, n))); break;
    case 3: colour = vec3(two_of_one(n), 0.0); break;
    case 4: colour = vec3(0.0, two_of_two(c)); break;
    case 5: colour = three_of_one(n); break;
    case 6: colour = three_of_three(vec3(c, 2.0)); break;
    default: colour = r.rgb * r.a;
    }
    fragColor = vec4(colour, 1.0);
}
