// The first ray marcher: ball and floor, forward differences for the normal, one lamp and a hard shadow.
const int STEPS = 48;
const float FAR = 25.0, CLOSE = 0.002;

float world(vec3 x) {
    float floor_ = x.y + 1.0;
    float ball = length(x) - 1.0;
    return min(floor_, ball);
}

float travel(vec3 start, vec3 way) {
    float gone = 0.0;
    for (int n = 0; n < STEPS; n++) {
        float here = world(start + gone * way);
        if (here < CLOSE) return gone;
        gone += here;
        if (gone > FAR) return FAR;
    }
    return gone;
}

vec3 facing(vec3 x) {
    const float h = 0.005;
    float here = world(x);
    return normalize(vec3(world(vec3(x.x + h, x.yz)), world(vec3(x.x, x.y + h, x.z)), world(vec3(x.xy, x.z + h))) - here);
}

void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 screen = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 eye = vec3(0.0, 0.6, -4.0), way = normalize(vec3(screen.x, screen.y - 0.2, 1.9));
    vec3 lamp = vec3(3.0 * cos(iTime + 2.0), 4.0, -2.0 + sin(iTime));
    float gone = travel(eye, way);
    vec3 colour = vec3(0.1, 0.12, 0.2);
    if (gone < FAR) {
        vec3 x = eye + gone * way, n = facing(x), toLamp = lamp - x;
        float light = max(0.0, dot(n, normalize(toLamp)));
        if (travel(x + n * 0.02, normalize(toLamp)) < length(toLamp)) light *= 0.15;
        colour = mix(colour, vec3(0.9, 0.75, 0.6) * (0.1 + light), exp(-0.06 * gone));
    }
    fragColor = vec4(colour, 1.0);
}
