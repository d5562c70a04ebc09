// Names that a translator may trip over: of Python keywords and builtins, of torch functions, with underscores and digits.
float lambda(float is) { return is * is; }
vec2 torch(vec2 self) { return self.yx; }
struct None { float True; vec2 pass_; };
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 def = fragCoord / iResolution.xy, yield_ = torch(def);
    float lambda2 = lambda(def.x), and = 0.3, or = 0.2, _ = def.y, __x = 0.1, in0 = 0.5, None_ = 0.1;
    None from = None(lambda2, yield_);
    int len = 3, range = 0, print = 2, del = 1;
    for (int i = 0; i < len; i++) range += i * print - del;
    float self = and * def.x + or * _ + 0.05 * float(range), import = from.True, as = from.pass_.x, math = sin(9.0 * self), list[2] = float[2](in0, __x);
    fragColor = vec4(fract(2.0 * self + math * 0.2), import + list[1] + None_ * 0.1, as * list[0] + 0.3, 1.0);
}
