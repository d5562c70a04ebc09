"""Judge programs against a picture: the verdict that the reward, the search, the audit and `vlcritic score` share.

python examples/02_judge.py
"""

from PIL import Image, ImageDraw

from vlcritic import images
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.languages.glsl import GLSL
from vlcritic.rewards import Judge

picture = Image.new("RGB", (256, 256), "white")
ImageDraw.Draw(picture).ellipse([60, 60, 180, 180], fill="teal")
target = images.from_pil(picture)


def disc(x: float, y: float, radius: float) -> str:
    """The program of a teal disc on white."""
    return write(Scene((Shape("circle", (x, y), (radius,), colour=(0.0, 0.5, 0.5)),), background=(1.0, 1.0, 1.0)))


programs = {
    "right": disc(-0.03, 0.03, 0.23),
    "a little off": disc(0.02, 0.03, 0.23),
    "far off": disc(0.30, -0.30, 0.10),
    "broken": disc(-0.03, 0.03, 0.23).replace("length", "lenght"),
}
with GLSL.renderer() as render:
    for name, verdict in zip(programs, Judge(GLSL, render=render)(list(programs.values()), [target] * len(programs)), strict=True):
        terms = "  ".join(f"{term} {value:.2f}" for term, value in verdict.terms.items()) or verdict.error["message"].splitlines()[0]
        print(f"{name:<14}total {verdict.total:.2f}  mse {verdict.mse:.4f}  {terms}")
