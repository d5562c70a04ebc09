// The Mandelbrot set by distance: the derivative of the orbit runs along in a vec4, blue paper by a root of the distance.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 c = (fragCoord - vec2(0.62, 0.35) * iResolution.xy) / iResolution.y * 1.9;
    vec4 o = vec4(0.0, 0.0, 1.0, 0.0); // z and dz/dc
    float far = 0.0;
    for (int k = 0; k < 44 && far < 400.0; k++) {
        o.zw = 2.0 * vec2(dot(o.xy, o.zw * vec2(1, -1)), o.x * o.w + o.y * o.z) + vec2(1.0, 0.0);
        o.xy = vec2(o.x * o.x - o.y * o.y, 2.0 * o.x * o.y) + c;
        far = dot(o.xy, o.xy);
    }
    float d = far < 400.0 ? 0.0 : 0.5 * log(far) * sqrt(far / dot(o.zw, o.zw));
    float ink = clamp(pow(6.0 * d, 0.35), 0.0, 1.0);
    fragColor = vec4(mix(vec3(0.05, 0.08, 0.3), vec3(1.0, 0.97, 0.88), ink), 1.0);
}
