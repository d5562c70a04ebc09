// Basket weave: over and under threads from the parity of the cell, shading along the thread.
void mainImage(out vec4 fragColor, in vec2 fragCoord)
{
    vec2 uv = fragCoord / iResolution.y * 10.0;
    vec2 id = floor(uv);
    vec2 f = fract(uv) - 0.5;
    bool horizontal = mod(id.x + id.y, 2.0) < 0.5;
    vec2 along = horizontal ? f.xy : f.yx;
    float body = abs(along.y) < 0.4 ? 1.0 : 0.0;
    float bend = sqrt(1.0 - along.x * along.x * 2.0);
    float fibre = 0.85 + 0.15 * sin(along.y * 60.0);
    vec3 thread = horizontal ? vec3(0.85, 0.72, 0.5) : vec3(0.55, 0.35, 0.25);
    fragColor = vec4(mix(vec3(0.12, 0.08, 0.06), thread * bend * fibre, body), 1.0);
}
