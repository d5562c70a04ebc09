// Houndstooth by bit logic of diagonal and quadrant bits.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    ivec2 p = ivec2(fragCoord * 128. / iResolution.y);
    int x = p.x & 15, y = p.y & 15;
    int left = x >> 3, low = y >> 3;
    int diagonal = ((x + y) >> 2) & 1;
    int on = (left == low) ? left : diagonal;
    fragColor = vec4(on == 1 ? vec3(.93, .91, .86) : vec3(.09, .08, .1), 1.);
}
