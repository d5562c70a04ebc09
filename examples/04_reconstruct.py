"""From pictures that another program drew to shaders: candidates from a model, the best kept, its numbers refined.

    python examples/04_reconstruct.py [--model runs/quickstart/grpo]        (after `make quickstart`)

Pillow draws the pictures: PNG and JPEG, other sizes and aspect ratios, black, white and coloured canvases.
"""

import argparse
from pathlib import Path

from PIL import Image, ImageDraw

from vlcritic import images
from vlcritic.inference import Generator
from vlcritic.languages.glsl import GLSL
from vlcritic.reconstruct import reconstruct

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--model", default="runs/quickstart/grpo")
parser.add_argument("--out", type=Path, default=Path("runs/examples/reconstruct"))
arguments = parser.parse_args()
arguments.out.mkdir(parents=True, exist_ok=True)


def draw(name: str, size: tuple[int, int], canvas: str, *shapes: tuple[str, list[int], str]) -> Path:
    """A picture file with Pillow's own shapes: the name of the drawing method, its box, its colour."""
    picture = Image.new("RGB", size, canvas)
    for method, box, colour in shapes:
        getattr(ImageDraw.Draw(picture), method)(box, fill=colour)
    picture.save(arguments.out / name)
    return arguments.out / name


paths = [
    draw("disc.png", (200, 200), "black", ("ellipse", [50, 40, 130, 120], "orange")),
    draw("square-on-white.jpg", (320, 240), "white", ("rectangle", [90, 70, 190, 170], "royalblue")),
    draw("ellipse.png", (240, 320), "black", ("ellipse", [40, 110, 200, 200], "crimson")),
    draw("box.jpg", (400, 300), "lightgray", ("rectangle", [110, 110, 300, 190], "purple")),
]
targets = [images.load(path) for path in paths]
with GLSL.renderer() as render:
    found = reconstruct(
        targets,
        generator=Generator(arguments.model),
        language=GLSL,
        render=render,
        n=16,
        refine_steps=400,
        progress=True,
    )
for path, target, reconstruction in zip(paths, targets, found, strict=True):
    best = reconstruction.best
    if best is None or not best.is_valid:
        print(f"{path.name}: no program; {best.error['message'] if best else 'the renderer failed, run vlcritic doctor'}")
        continue
    picture = images.resize(target, best.image.shape[:2])
    images.save(
        images.side_by_side([picture, best.image, images.difference(picture, best.image)]), arguments.out / f"{path.stem}-result.png"
    )
    (arguments.out / f"{path.stem}.frag").write_text(best.program)
    print(f"{path.name}: mse {best.mse:.5f}  {arguments.out / path.stem}-result.png")
