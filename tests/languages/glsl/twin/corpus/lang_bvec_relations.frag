// lessThan, lessThanEqual, greaterThan, greaterThanEqual, equal, notEqual, any, all, not on vec, ivec, uvec and bvec.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec3 a = vec3(uv, 0.5), b = vec3(0.3, 0.6, uv.x);
    ivec2 i = ivec2(uv * 6.0);
    uvec2 u = uvec2(i);
    bvec3 lt = lessThan(a, b), le = lessThanEqual(a, b.zxy), gt = greaterThan(a.yzx, b);
    bvec2 ge = greaterThanEqual(i, ivec2(2, 3)), eq = equal(u, uvec2(4u, 1u)), ne = notEqual(i, i.yx);
    bvec2 both = equal(lt.xy, bvec2(true, false));
    vec3 c = vec3(lt) * 0.3 + vec3(not(le)) * 0.2;
    if (any(ge) && !all(ge)) c.r += 0.4;
    if (any(eq)) c.g += 0.4;
    c.b += all(ne) ? 0.2 : 0.0;
    c += float(any(both)) * 0.1 + vec3(gt.x, gt.y && gt.z, gt.z || lt.x) * 0.2;
    fragColor = vec4(c, 1.0);
}
