// One short loop over the colour channels, each a little later than the last: a wavy radius folded by fract.
void mainImage(out vec4 O,vec2 I){
    vec2 h=iResolution.xy,d=(I-.5*h)/h.y,u;
    float k=length(d),t=iTime*.6;
    O=vec4(1);
    for(int n=0;n<3;t+=.09,++n)
        u=fract(d*2.+d/k*sin(k*14.-3.*t)*.35)-.5,
        O[n]=.02/(abs(length(u)-.12)+.02)*exp(-k*1.5);
}
