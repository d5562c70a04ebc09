"""Draw a shader, and see what happens to one that does not compile.

python examples/01_render.py
"""

from vlcritic import images
from vlcritic.languages.glsl import GLSL

SUNSET = """
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 color = mix(vec3(0.98, 0.55, 0.25), vec3(0.12, 0.15, 0.40), smoothstep(-0.3, 0.5, p.y));
    float sun = length(p - vec2(0.0, -0.08)) - 0.16;
    color = mix(vec3(1.0, 0.93, 0.6), color, smoothstep(0.0, 0.01, sun));
    float sea = p.y + 0.12 + 0.006 * sin(60.0 * p.x) * sin(90.0 * p.y);
    color = mix(vec3(0.10, 0.20, 0.35) + 0.25 * exp(-40.0 * p.x * p.x), color, smoothstep(0.0, 0.01, sea));
    fragColor = vec4(color, 1.0);
}
"""

with GLSL.renderer(size=(256, 384)) as render:  # height, width; opens warm OpenGL processes, closes them at the end
    picture, error = render([SUNSET, SUNSET.replace("length(p", "lenght(p")])  # N programs in, N pictures or errors out

images.save(picture, "runs/examples/sunset.png")
print("runs/examples/sunset.png", picture.shape, picture.dtype)
print(f"{type(error).__name__}: {error}")
