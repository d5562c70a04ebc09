// Comments between tokens and after macros, joined lines, tabs, and numbers in every spelling.
/* A block comment // with a line comment in it
   over two lines */
#define A 1. // a comment after a macro
#define B /* inside */ .25
void mainImage(out vec4 fragColor/* the colour */, in vec2 fragCoord) {
	vec2/**/p=fragCoord/iResolution.xy;float a=A,b=B,c=1e-1,d=2.5E+0,e=.5f,f=3.F; // tabs
	int h=0xFf,o=017,n=10;uint u=0x1Fu,v=8U;
	/* float a = 3.0; // not code */
	float s=a+b*p.x-c*p.y/d+e*sin(f*6.*p.x); /* two */ /* comments */ s\
+=.1;
	fragColor=vec4(fract(s),float(h-o)/300.+.1*p.y*float(n),float(u+v)/60.*p.x,1.);;
	{;}
}
