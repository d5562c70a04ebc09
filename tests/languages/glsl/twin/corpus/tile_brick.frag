// Brick wall: every second row shifted by half with mod and step, mortar by smoothstep.
vec2 brickTile(vec2 _st, float _zoom) {
    _st *= _zoom;
    _st.x += step(1., mod(_st.y, 2.0)) * 0.5;
    return fract(_st);
}
float box(vec2 _st, vec2 _size) {
    _size = vec2(0.5) - _size * 0.5;
    vec2 uv = smoothstep(_size, _size + vec2(0.02), _st);
    uv *= smoothstep(_size, _size + vec2(0.02), vec2(1.0) - _st);
    return uv.x * uv.y;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 st = fragCoord / iResolution.xy;
    st /= vec2(2.15, 0.65) / 1.5;
    vec2 t = brickTile(st, 5.0);
    vec3 brick = vec3(0.6, 0.25, 0.15) * (0.8 + 0.2 * t.y);
    fragColor = vec4(mix(vec3(0.75), brick, box(t, vec2(0.93, 0.88))), 1.0);
}
