// Walking from voxel to voxel: integer cell, distances to the next faces, the smallest axis chosen by comparisons of vectors.
bool solid(ivec3 c) {
    vec3 x = vec3(c) + 0.5;
    float ball = length(x) - 6.5, bite = 4.5 - length(x - vec3(3.0, 4.0, -4.0));
    return max(ball, bite) < 0.0 || c.y < -6 && ((c.x ^ c.z) & 3) != 0;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 v = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float a = 0.6 + 0.2 * iTime;
    vec3 eye = 17.0 * vec3(sin(a), 0.55, -cos(a)) + 0.01, front = normalize(-eye), right = normalize(cross(vec3(0, 1, 0), front));
    vec3 ray = normalize(1.5 * front + v.x * right + v.y * cross(front, right));
    vec3 pace = 1.0 / abs(ray), way = sign(ray);
    ivec3 cell = ivec3(floor(eye));
    vec3 next = (0.5 + way * (vec3(cell) + 0.5 - eye)) * pace;
    bvec3 face = bvec3(false, true, false);
    bool found = false;
    for (int k = 0; k < 44; k++) {
        if (solid(cell)) { found = true; break; }
        face = bvec3(next.x < next.y && next.x < next.z, next.y <= next.x && next.y < next.z, next.z <= next.x && next.z <= next.y);
        vec3 one = vec3(face);
        next += one * pace;
        cell += ivec3(one * way);
    }
    float shade = dot(vec3(face), vec3(0.75, 1.0, 0.55));
    vec3 ink = 0.6 + 0.4 * cos(vec3(cell) * 0.35 + vec3(0.0, 1.0, 2.0));
    fragColor = vec4(found ? ink * shade : mix(vec3(0.85, 0.9, 0.95), vec3(0.5, 0.65, 0.85), v.y + 0.5), 1.0);
}
