// out, inout and in together, the same variable passed twice, a swizzle as an out argument, return value beside outs.
float split(in float x, out float whole, inout float sum) { whole = floor(x); sum += whole; return x - whole; }
void swap(inout float a, inout float b) { float t = a; a = b; b = t; }
void polar(vec2 p, out vec2 ra) { ra = vec2(length(p), atan(p.y, p.x)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y * 5.0 + 0.01;
    float sum = 0.0, w1, w2;
    float f1 = split(p.x, w1, sum), f2 = split(p.y, w2, sum);
    if (w1 > w2) swap(f1, f2);
    swap(p.x, p.y);
    vec4 r = vec4(0.0);
    polar(p, r.zw);
    polar(vec2(f1, f2) + 0.1, r.xy);
    fragColor = vec4(0.5 + 0.5 * cos(vec3(r.x * 6.0, r.y * 3.0 + sum * 0.4, r.z * 2.0 + r.w)), 1.0);
}
