// A flame: fbm rising with time shapes a column, colour from the height above its edge.
float rand(vec2 n) { return fract(sin(mod(dot(n, vec2(1.29, 4.14)), 6.2831853)) * 43.75); }
float noise(vec2 n) {
    const vec2 d = vec2(0.0, 1.0);
    vec2 b = floor(n), f = smoothstep(vec2(0.0), vec2(1.0), fract(n));
    return mix(mix(rand(b), rand(b + d.yx), f.x), mix(rand(b + d.xy), rand(b + d.yy), f.x), f.y);
}
float fbm(vec2 n) {
    float total = 0.0, amplitude = 1.0;
    for (int i = 0; i < 4; i++) { total += noise(n) * amplitude; n += n; amplitude *= 0.5; }
    return total;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec2 q = vec2((uv.x - .5) * 2., uv.y * 1.6);
    float n = fbm(vec2(3. * q.x, 3. * q.y - 2. * iTime));
    float shape = 1. - 16. * pow(max(0., length(q * vec2(1.3 + q.y * 1.1, .75)) - n * max(0., q.y + .2) * .8), 1.2);
    float c = clamp(n * shape * (1.4 - pow(uv.y, 1.)), 0., 1.);
    vec3 col = vec3(1.5 * c, 1.5 * c * c * c, c * c * c * c * c * c);
    fragColor = vec4(clamp(col, 0., 1.), 1.);
}
