// Blobs by the polynomial smooth minimum over moving spheres, Fresnel rim.
float smin(float a, float b, float k) { float h = max(k - abs(a - b), 0.0) / k; return min(a, b) - h * h * k * 0.25; }
float map(vec3 p) {
    float d = 1e5;
    for (int i = 0; i < 5; i++) {
        float fi = float(i) * 1.7;
        vec3 c = vec3(sin(iTime + fi), cos(iTime * 0.7 + fi * 1.3), sin(fi * 2.1)) * vec3(1.0, 0.7, 0.5);
        d = smin(d, length(p - c) - 0.45, 0.5);
    }
    return d;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec3 ro = vec3(0, 0, -4), rd = normalize(vec3(uv, 1.2));
    float t = 1.5, d = 1.;
    for (int i = 0; i < 32 && t < 7. && d > .003; i++) t += d = map(ro + rd * t);
    vec3 col = vec3(.08, .07, .12) + .1 * uv.y;
    if (d < .01) {
        vec3 p = ro + rd * t;
        vec2 e = vec2(.005, 0);
        vec3 n = normalize(vec3(map(p + e.xyy), map(p + e.yxy), map(p + e.yyx)) - map(p));
        float fre = pow(clamp(1. + dot(n, rd), 0., 1.), 2.);
        col = mix(vec3(.8, .2, .5) * (.5 + .5 * n.y), vec3(.3, .8, 1.), fre);
    }
    fragColor = vec4(col, 1);
}
