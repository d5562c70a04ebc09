// A lattice of triangles in skewed coordinates, barycentric distance to the nearest edge.
void mainImage(out vec4 O, vec2 I) {
    vec2 p = (I - .5 * iResolution.xy) / iResolution.y * 7.;
    mat2 skew = mat2(1., 0., -1. / sqrt(3.), 2. / sqrt(3.));
    vec2 q = skew * p, id = floor(q), f = fract(q);
    bool upper = f.x + f.y > 1.;
    vec3 bary = upper ? vec3(1. - f, f.x + f.y - 1.) : vec3(f, 1. - f.x - f.y);
    float edge = min(min(bary.x, bary.y), bary.z);
    float tone = mod(id.x + 2. * id.y + (upper ? 1.5 : 0.), 5.) / 5.;
    O = vec4(mix(vec3(.02), mix(vec3(.95, .35, .2), vec3(.2, .5, .9), tone), smoothstep(.0, .09, edge)), 1.);
}
