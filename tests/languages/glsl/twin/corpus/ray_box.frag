// A block by slabs: entry as the largest of three, its axis by equality, a mat3 camera, tiles on each face.
bool block(vec3 eye, vec3 way, vec3 half_, out float enter, out float leave, out int axis) {
    vec3 one = (-sign(way) * half_ - eye) / way, two = (sign(way) * half_ - eye) / way;
    enter = max(one.x, max(one.y, one.z));
    leave = min(two.x, min(two.y, two.z));
    axis = one.x >= one.y && one.x >= one.z ? 0 : one.y >= one.z ? 1 : 2;
    return enter < leave && leave > 0.0;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = 0.8 + 0.4 * iTime, enter, leave;
    vec3 eye = vec3(3.0 * cos(a), 1.9, 3.0 * sin(a)), front = normalize(-eye), side = normalize(cross(front, vec3(0.1, 1.0, 0.0)));
    vec3 way = mat3(side, cross(side, front), front) * normalize(vec3(v, 2.0)), ink = vec3(0.15, 0.18, 0.22) * (1.2 - 0.3 * length(v));
    int axis;
    if (block(eye, way, vec3(1.0, 0.7, 0.8), enter, leave, axis)) {
        vec3 n = vec3(0.0), x = eye + way * enter;
        n[axis] = -sign(way[axis]);
        vec2 tile = abs(fract(3.0 * vec2(x[(axis + 1) % 3], x[(axis + 2) % 3])) - 0.5);
        ink = (0.55 + 0.3 * n) * mix(1.0, 0.5, smoothstep(0.42, 0.48, max(tile.x, tile.y))) * (1.0 - 0.15 * (leave - enter));
    }
    fragColor = vec4(ink, 1.0);
}
