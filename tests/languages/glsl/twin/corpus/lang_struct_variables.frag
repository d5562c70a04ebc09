// A struct declared together with a global, one local to a function, and a member named like a built-in.
struct Lamp { vec3 mix; float length; } lamp = Lamp(vec3(1.0, 0.8, 0.5), 0.3);
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    struct Wall { float x, y; vec3 ink; };
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    Wall wall = Wall(0.5, 0.25, vec3(0.5, 0.3, 0.25));
    float b = step(0.06, fract(p.x / wall.x * 4.0 + 0.5 * mod(floor(p.y / wall.y * 4.0), 2.0))) * step(0.1, fract(p.y / wall.y * 4.0));
    lamp.length += 0.05 * sin(iTime);
    float light = exp(-dot(p, p) / (lamp.length * lamp.length));
    fragColor = vec4(mix(vec3(0.6), wall.ink, b) * (0.15 + lamp.mix * light), 1.0);
}
