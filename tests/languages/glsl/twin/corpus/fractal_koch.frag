// Koch snowflake: five folds about the lines of the bump, then the distance to the last unit segment.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 q = (fragCoord - 0.5 * iResolution.xy) / iResolution.y * 2.3;
    const vec2 slant = vec2(0.5, 0.8660254), steep = vec2(0.8660254, 0.5);
    q = abs(q);
    if (dot(q, vec2(steep.y, -steep.x)) > 0.0) q -= 2.0 * dot(q, vec2(steep.y, -steep.x)) * vec2(steep.y, -steep.x);
    float side = 1.7320508, size = 1.0;
    q = vec2(abs(q.x), q.y - 0.5) / (0.5 * side);
    for (int n = 0; n < 5; n++) {
        q *= 3.0;
        size *= 3.0;
        q.x = abs(q.x);
        q.x -= 1.0;
        float over = dot(q, vec2(slant.y, -slant.x));
        if (over < 0.0) q -= 2.0 * over * vec2(slant.y, -slant.x);
        q.x = abs(q.x - 1.0);
    }
    float d = length(vec2(max(abs(q.x) - 1.0, 0.0), q.y)) / size * 0.5 * side;
    float ink = smoothstep(0.004, 0.02, d);
    fragColor = vec4(mix(vec3(0.15, 0.3, 0.7), vec3(0.93, 0.96, 1.0), ink) * (0.8 + 0.2 * cos(30.0 * d)), 1.0);
}
