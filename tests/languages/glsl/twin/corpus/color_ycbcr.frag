// A picture split into luma and chroma by mat3 and transpose of its inverse, quantised, and put together.
const mat3 YCC = mat3(0.299, -0.168736, 0.5, 0.587, -0.331264, -0.418688, 0.114, 0.5, -0.081312);
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.xy;
    vec3 rgb = 0.5 + 0.5 * sin(vec3(7.0, 8.0, 9.0) * uv.x + vec3(4.0, 3.0, 2.0) * uv.y * uv.y * 3.0);
    vec3 ycc = YCC * rgb;
    ycc.yz = floor(ycc.yz * 6.0 + 0.5) / 6.0;
    vec3 back = ycc * transpose(inverse(YCC));
    fragColor = vec4(uv.x + 0.2 * uv.y > 0.6 ? back : rgb, 1.0);
}
