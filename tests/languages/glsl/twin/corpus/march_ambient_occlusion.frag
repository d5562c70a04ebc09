// Ambient occlusion alone: five samples along the normal over a corner of rounded boxes.
float map(vec3 p) {
    vec3 q = p;
    q.xz = mod(q.xz + 0.6, 1.2) - 0.6;
    float height = 0.35 + 0.2 * sin(2.3 * floor((p.x + 0.6) / 1.2) + 1.7 * floor((p.z + 0.6) / 1.2));
    vec3 d = abs(q - vec3(0.0, height * 0.5, 0.0)) - vec3(0.35, height * 0.5 + 0.2, 0.35);
    return min(p.y, (length(max(d, 0.0)) + min(max(d.x, max(d.y, d.z)), 0.0) - 0.05) * 0.8);
}
vec3 normal(vec3 p) {
    const vec2 h = vec2(0.004, 0.0);
    return normalize(vec3(map(p + h.xyy) - map(p - h.xyy), map(p + h.yxy) - map(p - h.yxy), map(p + h.yyx) - map(p - h.yyx)));
}
float calcAO(vec3 pos, vec3 nor) {
    float occ = 0.0, sca = 1.0;
    for (int i = 0; i < 5; i++) {
        float h = 0.01 + 0.12 * float(i) / 4.0;
        float d = map(pos + h * nor);
        occ += (h - d) * sca;
        sca *= 0.95;
    }
    return clamp(1.0 - 3.0 * occ, 0.0, 1.0);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0.3, 2.6, -3.0), fw = normalize(vec3(0.0, -0.75, 1.0)), ri = normalize(cross(vec3(0, 1, 0), fw)), up = cross(fw, ri);
    vec3 rd = normalize(uv.x * ri + uv.y * up + 1.3 * fw);
    float t = 0.0;
    for (int i = 0; i < 48; i++) {
        float d = map(ro + rd * t);
        if (d < 0.002) break;
        t += d;
        if (t > 12.0) break;
    }
    vec3 pos = ro + rd * t;
    float ao = calcAO(pos, normal(pos));
    fragColor = vec4(vec3(ao) * exp(-0.08 * t) * 1.2, 1.0);
}
