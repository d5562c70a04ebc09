// length distance dot cross normalize faceforward reflect refract for 1 to 4 components.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 v = normalize(vec3(p, 0.7)), n = normalize(vec3(sin(5.0 * p.x), 0.4, cos(6.0 * p.y)));
    vec3 f = faceforward(n, v, vec3(0.0, 1.0, 0.0)), r = reflect(v, n), t = refract(v, -f, 0.8), k = refract(v, f, 1.6);
    float l = length(p.x) + length(p) + length(v * 0.5) + length(vec4(p, v.xy)), d = distance(p.x, p.y) + distance(p, n.xy) + distance(v, n);
    float e = dot(p, p.yx) + dot(v, n) + dot(vec4(v, 1), vec4(n, 0.2)) + dot(p.x, p.y);
    vec2 r2 = reflect(p, vec2(0.6, 0.8)), t2 = refract(normalize(p), vec2(0.0, 1.0), 0.7);
    vec3 c = cross(v, n) * 0.3 + 0.2 * r + 0.2 * t + 0.1 * k + 0.1 * vec3(r2, t2.x) + normalize(p).xyx * 0.1 + 0.1 * normalize(p.x);
    fragColor = vec4(0.4 + c + vec3(l, d, e) * 0.06, 1.0);
}
