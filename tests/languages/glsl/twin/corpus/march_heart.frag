// A 3D heart by its implicit polynomial, found by fixed steps and bisection.
float f(vec3 p) { float a = dot(p, p * vec3(1., 1., 2.25)) - 1.; return a * a * a - (p.x * p.x + .1125 * p.z * p.z) * p.y * p.y * p.y; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = 2.8 * (fragCoord - .5 * iResolution.xy) / iResolution.y;
    vec3 p = vec3(uv.x, uv.y + .1, -1.);
    bool inside = false;
    for (int i = 0; i < 24; i++) {
        if (f(p) < 0.) { inside = true; break; }
        p.z += .05;
    }
    vec3 c = vec3(1., .9, .88);
    if (inside) {
        float a = p.z - .05, b = p.z;
        for (int i = 0; i < 5; i++) {
            float m = .5 * (a + b);
            if (f(vec3(p.xy, m)) < 0.) b = m; else a = m;
        }
        p.z = b;
        vec2 e = vec2(.01, 0);
        vec3 n = normalize(vec3(f(p + e.xyy) - f(p - e.xyy), f(p + e.yxy) - f(p - e.yxy), f(p + e.yyx) - f(p - e.yyx)));
        c = vec3(.9, .1, .2) * (.35 + .65 * max(0., dot(n, normalize(vec3(-1, 1, -1.5)))));
    }
    fragColor = vec4(c, 1.);
}
