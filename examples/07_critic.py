"""A critic's gradient in pixels, and in a program's numbers.

    python examples/07_critic.py runs/critic

The critic (`recipes/critic.py` makes one) is asked whether the circle is green; it is brown. Ascent in pixels changes every pixel a little
until the critic says yes, and an eye sees noise. The same ascent through the twin can only change what the program draws, here its
colours. That is no proof against a critic that is easily pleased: a second one should judge (`vlcritic ascend --judge`), and
`benchmarks/critic_refinement.py` counts how often the first was only pleased.
"""

import sys
from pathlib import Path

import torch

from vlcritic import images
from vlcritic.critic import Critic
from vlcritic.data.glsl.program import write
from vlcritic.data.glsl.scene import Scene, Shape
from vlcritic.languages.glsl import GLSL
from vlcritic.search import ascend

QUESTION = "Is the circle green?"
SCENE = Scene(
    (Shape("circle", (0.2, 0.1), (0.16,), colour=(0.5, 0.45, 0.15)), Shape("square", (-0.2, -0.1), (0.14,), colour=(0.15, 0.25, 0.9)))
)
PROGRAM = write(SCENE)

critic = Critic.from_pretrained(sys.argv[1] if len(sys.argv) > 1 else "runs/critic")
start = GLSL.twin(PROGRAM)(size=64)[None]

# In pixels
pixels = start.clone().requires_grad_()
optimiser = torch.optim.Adam([pixels], lr=0.01, maximize=True)
for _ in range(60):
    optimiser.zero_grad()
    critic(pixels, QUESTION).sum().backward()
    optimiser.step()
    pixels.data.clamp_(0, 1)

# In the program's numbers
with GLSL.renderer() as render:
    found = ascend(
        PROGRAM, lambda pictures: critic(pictures, QUESTION), language=GLSL, render=render, size=64, only_colours=True, progress=True
    )

with torch.no_grad():
    after = GLSL.twin(found.program)(size=64)[None]
    odds = [critic(picture, QUESTION).item() for picture in (start, pixels, after)]
shown = [images.resize(picture, 256) for picture in images.from_tensor(torch.cat([start, pixels.detach(), after]))]
Path("runs/examples").mkdir(parents=True, exist_ok=True)
images.save(images.side_by_side(shown), "runs/examples/critic.png")
print(f"{QUESTION} log-odds of yes: start {odds[0]:+.2f}, pixels {odds[1]:+.2f}, numbers {odds[2]:+.2f}")
print("start | ascent in pixels | ascent in numbers: runs/examples/critic.png")
print(found.program)
