// Koch snowflake by folding the plane five times.
vec2 N(float angle) { return vec2(sin(angle), cos(angle)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (fragCoord - .5 * iResolution.xy) / iResolution.y;
    uv *= 1.25;
    vec3 col = vec3(0);
    uv.x = abs(uv.x);
    uv.y += tan((5. / 6.) * 3.1415) * .5;
    vec2 n = N((5. / 6.) * 3.1415);
    float d = dot(uv - vec2(.5, 0), n);
    uv -= max(0., d) * n * 2.;
    float scale = 1.;
    n = N((2. / 3.) * 3.1415);
    uv.x += .5;
    for (int i = 0; i < 5; i++) {
        uv *= 3.; scale *= 3.;
        uv.x -= 1.5;
        uv.x = abs(uv.x);
        uv.x -= .5;
        uv -= min(0., dot(uv, n)) * n * 2.;
    }
    d = length(uv - vec2(clamp(uv.x, -1., 1.), 0));
    col += 1. - smoothstep(0., 4. / iResolution.y, d / scale * .6);
    col.rg += .15 * sin(uv / scale * 4.);
    fragColor = vec4(col, 1.);
}
