// After the structure of volumetric clouds in a corridor: sin-warped density, adaptive steps, vec2 map, palette by density.
mat2 rot(in float a) { float c = cos(a), s = sin(a); return mat2(c, s, -s, c); }
const mat3 m3 = mat3(0.33338, 0.56034, -0.71817, -0.87887, 0.32651, -0.15323, 0.15162, 0.69596, 0.61339) * 1.93;
float mag2(vec2 p) { return dot(p, p); }
vec2 disp(float t) { return vec2(sin(t * 0.22), cos(t * 0.175)) * 2.0; }
vec2 map(vec3 p) {
    vec3 p2 = p;
    p2.xy -= disp(p.z).xy;
    p.xy *= rot(sin(p.z + iTime) * 0.15 + iTime * 0.09);
    float cl = mag2(p2.xy), d = 0.0, z = 1.0, trk = 1.0;
    p *= .61;
    for (int i = 0; i < 4; i++) {
        p += sin(p.zxy * 0.75 * trk + iTime * trk * .8) * 0.15;
        d -= abs(dot(cos(p), sin(p.yzx)) * z);
        z *= 0.57;
        trk *= 1.4;
        p = p * m3;
    }
    d = abs(d + 0.4) * 1.3 - 2.5;
    return vec2(d + cl * .2 + 0.25, cl);
}
vec4 render(in vec3 ro, in vec3 rd) {
    vec4 rez = vec4(0.0);
    float t = 1.5;
    for (int i = 0; i < 28; i++) {
        if (rez.a > 0.99) break;
        vec3 pos = ro + t * rd;
        vec2 mpv = map(pos);
        float den = clamp(mpv.x - 0.3, 0., 1.) * 1.12, dn = clamp(mpv.x + 2., 0., 3.);
        vec4 col = vec4(0.0);
        if (mpv.x > 0.6) {
            col = vec4(sin(vec3(5., 0.4, 0.2) + mpv.y * 0.1 + sin(pos.z * 0.4) * 0.5 + 1.8) * 0.5 + 0.5, 0.08);
            col *= den * den * den;
            col.rgb *= smoothstep(-2.5, 4., mpv.x) * 2.3;
            float dif = clamp((den - map(pos + .8).x) / 9., 0.001, 1.);
            col.xyz *= den * (vec3(0.005, .045, .075) + 1.5 * vec3(0.033, 0.07, 0.03) * dif) * 6.;
        }
        float fogC = exp(t * 0.2 - 2.2);
        col.rgba += vec4(0.06, 0.11, 0.11, 0.1) * clamp(fogC - 1., 0., 1.) * .5;
        rez = rez + col * (1. - rez.a);
        t += clamp(0.5 - dn * dn * .05, 0.09, 0.3);
    }
    return clamp(rez, 0.0, 1.0);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0, 0, iTime * 3.);
    ro.xy += disp(ro.z);
    vec3 rd = normalize(vec3(p * 1.1, 1.));
    vec4 scn = render(ro, rd);
    vec3 col = pow(scn.rgb, vec3(.55, 0.65, 0.6));
    fragColor = vec4(col * 1.6 + .04, 1.0);
}
