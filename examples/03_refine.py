"""Move the numbers of a hand-written program until it draws the picture.

    python examples/03_refine.py

The search knows nothing of this program: it moves every number that changes the picture, seen by the program's twin, and OpenGL judges.
"""

from PIL import Image, ImageDraw

from vlcritic import images
from vlcritic.languages.glsl import GLSL
from vlcritic.rewards import Judge
from vlcritic.search import film, refine, save_film

picture = Image.new("RGB", (192, 128), (250, 240, 220))
draw = ImageDraw.Draw(picture)
draw.ellipse([20, 30, 90, 100], fill=(200, 60, 40))
draw.rectangle([110, 40, 165, 95], fill=(40, 90, 160))
target = images.from_pil(picture)

GUESS = """
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    vec3 color = vec3(0.9, 0.9, 0.9);
    float disc = length(p - vec2(-0.2, 0.1)) - 0.2;
    color = mix(vec3(0.9, 0.3, 0.3), color, smoothstep(0.0, 0.01, disc));
    vec2 q = abs(p - vec2(0.2, 0.1)) - 0.15;
    color = mix(vec3(0.3, 0.3, 0.8), color, smoothstep(0.0, 0.01, max(q.x, q.y)));
    fragColor = vec4(color, 1.0);
}
"""

with GLSL.renderer() as render:
    judge = Judge(GLSL, render=render)
    found = refine(GUESS, target, language=GLSL, render=render, judge=judge, steps=200, seed=0, progress=True)
    frames = film(found.way, render=render, target=target)

images.save(images.side_by_side([target, found.before.image, found.after.image]), "runs/examples/refine.png")
save_film(frames, "runs/examples/refine.gif")
print(found.program)
print(
    f"mse {found.before.mse:.4f} → {found.after.mse:.5f}; target | before | after: runs/examples/refine.png, film: runs/examples/refine.gif"
)
