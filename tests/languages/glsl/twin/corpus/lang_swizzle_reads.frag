// Swizzles on the right: repeats, of expressions, of function results, of constructors, chained.
vec4 four(float t) { return vec4(t, t * t, 1.0 - t, 0.5); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord.st / iResolution.ts.yx;
    vec3 a = uv.xxy * uv.yxx + (uv * 2.0).yyx * 0.2;
    vec3 b = four(uv.x).zxw + vec4(uv, 0.3, 0.1).qpts.zyx.yzx;
    vec3 c = (a + b).brg.bgr;
    fragColor = (c.xyzx * 0.6).rgba;
    fragColor.a = 1.0;
}
