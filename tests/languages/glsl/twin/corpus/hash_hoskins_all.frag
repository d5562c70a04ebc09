// Hash without sine in its variants 11, 12, 13, 21, 22, 23, 31, 33, one per strip.
float hash11(float p) { p = fract(p * .1031); p *= p + 33.33; p *= p + p; return fract(p); }
float hash12(vec2 p) { vec3 p3 = fract(vec3(p.xyx) * .1031); p3 += dot(p3, p3.yzx + 33.33); return fract((p3.x + p3.y) * p3.z); }
float hash13(vec3 p3) { p3 = fract(p3 * .1031); p3 += dot(p3, p3.zyx + 31.32); return fract((p3.x + p3.y) * p3.z); }
vec2 hash21(float p) { vec3 p3 = fract(vec3(p) * vec3(.1031, .1030, .0973)); p3 += dot(p3, p3.yzx + 33.33); return fract((p3.xx + p3.yz) * p3.zy); }
vec2 hash22(vec2 p) { vec3 p3 = fract(vec3(p.xyx) * vec3(.1031, .1030, .0973)); p3 += dot(p3, p3.yzx + 33.33); return fract((p3.xx + p3.yz) * p3.zy); }
vec3 hash31(float p) { vec3 p3 = fract(vec3(p) * vec3(.1031, .1030, .0973)); p3 += dot(p3, p3.yzx + 33.33); return fract((p3.xxy + p3.yzz) * p3.zyx); }
vec3 hash33(vec3 p3) { p3 = fract(p3 * vec3(.1031, .1030, .0973)); p3 += dot(p3, p3.yxz + 33.33); return fract((p3.xxy + p3.yxx) * p3.zyx); }
vec4 hash42(vec2 p) { vec4 p4 = fract(vec4(p.xyxy) * vec4(.1031, .1030, .0973, .1099)); p4 += dot(p4, p4.wzxy + 33.33); return fract((p4.xxyz + p4.yzzw) * p4.zywx); }

void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 c = floor(fragCoord * 32.0 / iResolution.xy);
    int strip = int(c.x) / 4;
    float s = c.x + 32.0 * c.y;
    vec3 r = vec3(0.0);
    if (strip == 0) r = vec3(hash11(s));
    else if (strip == 1) r = vec3(hash12(c));
    else if (strip == 2) r = vec3(hash13(vec3(c, s)));
    else if (strip == 3) r.xy = hash21(s);
    else if (strip == 4) r.yz = hash22(c);
    else if (strip == 5) r = hash31(s);
    else if (strip == 6) r = hash33(vec3(c, 2.0));
    else { vec4 q = hash42(c); r = q.rgb * q.a; }
    fragColor = vec4(r, 1.0);
}
