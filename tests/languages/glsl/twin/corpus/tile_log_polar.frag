// Log-polar spiral: logarithm and angle as the plane's coordinates, sheared so that columns meet, rings in the cells.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 z = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float r = length(z);
    vec2 flat_ = vec2(log(r), atan(z.y, z.x)) * 1.2732395;
    vec2 q = vec2(flat_.x - 0.5 * flat_.y - iTime, 0.5 * flat_.x + flat_.y);
    float parity = mod(floor(q.x), 2.0);
    float ring = smoothstep(0.02, 0.1, abs(length(fract(q) - 0.5) - 0.3));
    fragColor = vec4(mix(vec3(0.9, 0.6, 0.2), vec3(0.15, 0.3, 0.5), parity) * ring * (0.4 + 1.2 * r), 1.0);
}
