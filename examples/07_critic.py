"""A critic's gradient in pixels, and in a program's numbers: why the first is easily pleased with nothing, and the second is not.

    python examples/07_critic.py runs/critic

The critic (`recipes/critic.py` makes one) is asked whether the circle is left of the square. It is not. Ascent in pixels changes every
pixel a little until the critic says yes, and the circle stays where it is. The same ascent through the program's twin can only move what
the program draws: the circle.
"""

import sys
from pathlib import Path

import torch

from vlcritic import images
from vlcritic.critic import Critic
from vlcritic.languages.glsl import GLSL
from vlcritic.search import ascend

QUESTION = "Is the circle green?"
PROGRAM = """
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / max(iResolution.x, iResolution.y);
    vec3 color = vec3(0.0, 0.0, 0.0);
    float circle = length(p - vec2(0.25, 0.1)) - 0.14;
    color = mix(vec3(0.9, 0.12, 0.12), color, smoothstep(0.0, 0.01, circle));
    vec2 q = abs(p - vec2(-0.1, -0.1)) - 0.12;
    color = mix(vec3(0.15, 0.25, 0.9), color, smoothstep(0.0, 0.01, max(q.x, q.y)));
    fragColor = vec4(color, 1.0);
}
"""

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
    found = ascend(PROGRAM, lambda pictures: critic(pictures, QUESTION), language=GLSL, render=render, size=64, progress=True)

with torch.no_grad():
    after = GLSL.twin(found.program)(size=64)[None]
    odds = [critic(picture, QUESTION).item() for picture in (start, pixels, after)]
shown = [images.resize(picture, 256) for picture in images.from_tensor(torch.cat([start, pixels.detach(), after]))]
Path("runs/examples").mkdir(parents=True, exist_ok=True)
images.save(images.side_by_side(shown), "runs/examples/critic.png")
print(f"{QUESTION} log-odds of yes: start {odds[0]:+.2f}, pixels {odds[1]:+.2f}, numbers {odds[2]:+.2f}")
print("start | ascent in pixels | ascent in numbers: runs/examples/critic.png")
print(found.program)
