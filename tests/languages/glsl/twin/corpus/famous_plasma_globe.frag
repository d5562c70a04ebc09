// After the structure of plasma globes: ray-sphere entry, bent filaments per index, additive glow of inverse distances.
#define NUM_RAYS 6.
#define VOLUMETRIC_STEPS 12
mat2 mm2(in float a) { float c = cos(a), s = sin(a); return mat2(c, -s, s, c); }
float noise(float x) { float i = floor(x), f = fract(x); f = f * f * (3. - 2. * f); return mix(fract(i * .6180339 + fract(i * i * .127)), fract((i + 1.) * .6180339 + fract((i + 1.) * (i + 1.) * .127)), f); }
mat3 m3 = mat3(0.00, 0.80, 0.60, -0.80, 0.36, -0.48, -0.60, -0.48, 0.64);
vec2 iSphere2(in vec3 ro, in vec3 rd) {
    float b = dot(ro, rd), c = dot(ro, ro) - 1., h = b * b - c;
    if (h < 0.0) return vec2(-1.); else return vec2((-b - sqrt(h)), (-b + sqrt(h)));
}
vec3 path(in float i, in float d) {
    vec3 en = vec3(0., 0., 1.);
    float sns2 = sin(d + i * 0.5) * 0.22, sns = sin(d + i * .6) * 0.21;
    en.xz *= mm2((noise(i * 10.569) - .5) * 6.2 + sns2);
    en.xy *= mm2((noise(i * 4.732) - .5) * 6.2 + sns);
    return en;
}
float segm(vec3 p, vec3 a, vec3 b) { vec3 pa = p - a, ba = b - a; return length(pa - ba * clamp(dot(pa, ba) / dot(ba, ba), 0., 1.)) * .5; }
vec3 vmarch(in vec3 ro, in vec3 rd, in float j) {
    vec3 p = ro, sum = vec3(0.), end = path(j, 2.);
    for (int i = 0; i < VOLUMETRIC_STEPS; i++) {
        float wob = .06 * sin(9. * length(p) + j * 3. + iTime);
        float d = segm(p + wob, vec3(0.), end);
        vec3 col = mix(vec3(.3, .5, 1.), vec3(1., .4, .8), length(p)) * .0035 / (.004 + d * d);
        sum += col * .35;
        p += rd * .16;
    }
    return sum / float(VOLUMETRIC_STEPS) * 1.6;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord.xy / iResolution.xy - 0.5;
    p.x *= iResolution.x / iResolution.y;
    vec3 ro = vec3(0., 0., 3.), rd = normalize(vec3(p * .9, -1.5));
    mat2 mx = mm2(iTime * .4 + .3), my = mm2(.3);
    ro.xz *= mx; rd.xz *= mx;
    ro.xy *= my; rd.xy *= my;
    vec3 col = vec3(0.0125, 0., 0.025);
    vec2 hit = iSphere2(ro, rd);
    if (hit.x > 0.) {
        for (float j = 1.; j < NUM_RAYS + 1.; j++) col += vmarch(ro + rd * hit.x, rd, j);
        vec3 pos = ro + hit.x * rd, rf = reflect(rd, pos);
        float nz = (-log(abs(noise(rf.x * 8. + iTime) * noise(rf.y * 7.)) + .01));
        col += (0.02 * nz * nz * vec3(.12, .12, .5) + 0.25 * pow(max(0., 1. + dot(rd, pos)), 3.) * vec3(.5, .6, 1.));
    }
    fragColor = vec4(col * 1.3, 1.0);
}
