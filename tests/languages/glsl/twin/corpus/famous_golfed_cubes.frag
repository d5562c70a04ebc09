// A short march in the golfed manner: loops without bodies, commas, and reused names.
void mainImage(out vec4 O,vec2 I){
    vec3 p,d=normalize(vec3(I+I,0)-iResolution.xyy),q;float i=0.,t=.1,e=1.;
    for(O=vec4(0,0,0,1);i++<36.&&e>.003;t+=e*.7)
        p=d*t,p.z-=iTime+.5,p.xy*=mat2(cos(p.z*.2+vec4(0,33,11,0))),
        q=abs(mod(p,2.)-1.)-.35,e=max(max(q.x,q.y),q.z);
    O.rgb=(.6+.4*cos(p.z+vec3(0,1,2)))*exp(-t*.18)*(1.4-i/40.);
}
