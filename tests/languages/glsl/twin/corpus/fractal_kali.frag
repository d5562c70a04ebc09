// Kali set: p = abs(p) / dot(p, p) + c with an exponential average of the orbit.
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord.xy / iResolution.xy - .5) * vec2(iResolution.x / iResolution.y, 1.) * 1.6 + vec2(.1, .9);
    float expsmo = 0., pl = 0., l = 0.;
    for (int i = 0; i < 10; i++) {
        p = abs(p) / max(dot(p, p), .05) - vec2(.72, .53);
        pl = l;
        l = length(p);
        expsmo += exp(-.5 / (abs(l - pl) + .01));
    }
    expsmo *= .12;
    fragColor = vec4(expsmo, expsmo * expsmo, pow(expsmo, 3.), 1.);
}
