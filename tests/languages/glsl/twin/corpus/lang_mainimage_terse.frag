// mainImage with parameters named O and U, in left out, and the result written by parts with arithmetic on itself.
void mainImage(out vec4 O, vec2 U) {
    O = vec4(0);
    O.xy = U / iResolution.xy;
    O.z = length(O.xy - .5);
    O = .5 + .5 * cos(O * 9. + O.yzxw);
    O -= O.zxyw * .3;
}
