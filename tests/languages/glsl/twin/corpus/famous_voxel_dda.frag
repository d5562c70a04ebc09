// Voxel traversal (DDA): integer map, side distances stepped by masks of lessThanEqual, face shading.
bool getVoxel(ivec3 c) {
    vec3 p = vec3(c) + 0.5;
    float d = min(max(length(p) - 7.5, -(length(p) - 6.0) * 0.0 - (length(p - vec3(3.0, 3.0, -4.0)) - 4.0) * -1.0 * -1.0), p.y + 6.0);
    return d < 0.0;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 screenPos = (fragCoord.xy / iResolution.xy) * 2.0 - 1.0;
    vec3 cameraDir = vec3(0.0, 0.0, 0.9), planeU = vec3(1.0, 0.0, 0.0), planeV = vec3(0.0, 1.0, 0.0) * iResolution.y / iResolution.x;
    vec3 rayDir = cameraDir + screenPos.x * planeU + screenPos.y * planeV, rayPos = vec3(0.3, 5.3, -14.2);
    float a = 0.55 + 0.2 * iTime, c = cos(a), s = sin(a);
    rayDir.yz = mat2(0.94, -0.34, 0.34, 0.94) * rayDir.yz;
    rayPos.xz = mat2(c, s, -s, c) * rayPos.xz;
    rayDir.xz = mat2(c, s, -s, c) * rayDir.xz;
    ivec3 mapPos = ivec3(floor(rayPos + 0.)), rayStep = ivec3(sign(rayDir));
    vec3 deltaDist = abs(vec3(length(rayDir)) / rayDir);
    vec3 sideDist = (sign(rayDir) * (vec3(mapPos) - rayPos) + (sign(rayDir) * 0.5) + 0.5) * deltaDist;
    bvec3 mask = bvec3(false);
    bool hit = false;
    for (int i = 0; i < 44; i++) {
        if (getVoxel(mapPos)) { hit = true; break; }
        mask = lessThanEqual(sideDist.xyz, min(sideDist.yzx, sideDist.zxy));
        sideDist += vec3(mask) * deltaDist;
        mapPos += ivec3(vec3(mask)) * rayStep;
    }
    vec3 color = mask.x ? vec3(0.5) : mask.y ? vec3(1.0) : vec3(0.75);
    vec3 tint = 0.6 + 0.4 * cos(vec3(mapPos) * 0.4);
    fragColor = vec4(hit ? color * tint : vec3(0.5, 0.7, 0.9), 1.0);
}
