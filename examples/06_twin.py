"""A shader as a torch function: variations in one batch, and plain gradient descent on its numbers.

    python examples/06_twin.py

The twin evaluates the text that OpenGL draws, equal pixel by pixel and differentiable in the shader's numbers. Here torch's Adam follows
the gradient of a picture error; `vlcritic.search.refine` is the better tool for that.
"""

from pathlib import Path

import torch

from vlcritic import images
from vlcritic.languages.base import substitute
from vlcritic.languages.glsl import GLSL

SHADER = """
float smin(float a, float b, float k) {
    float h = max(k - abs(a - b), 0.0) / k;
    return min(a, b) - 0.25 * h * h * k;
}

void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float d = smin(length(p - vec2(-0.15, 0.05)) - 0.14, length(p - vec2(0.12, -0.05)) - 0.1, 0.12);
    fragColor = vec4(mix(vec3(0.95, 0.55, 0.15), vec3(0.08, 0.1, 0.2), smoothstep(0.0, 0.15, d)), 1.0);
}
"""

twin = GLSL.twin(SHADER)
start = twin.values
spread = torch.randn(6, len(start), generator=torch.Generator().manual_seed(0))
variations = twin(start * (1 + 0.3 * spread), size=128)  # (6, 3, 128, 128)
target = variations[1]

numbers = start.clone().requires_grad_()
optimiser = torch.optim.Adam([numbers], lr=0.01)
for step in range(150):
    loss = (twin(numbers, size=128) - target).square().mean()
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    if step % 50 == 0 or step == 149:
        print(f"step {step}: mse {loss.item():.6f}")

Path("runs/examples").mkdir(parents=True, exist_ok=True)
found = twin(numbers.detach(), size=128)
images.save(images.side_by_side(images.from_tensor(torch.stack([target, twin(size=128), found]))), "runs/examples/twin.png")
images.save(images.side_by_side(images.from_tensor(variations)), "runs/examples/variations.png")
print(substitute(SHADER, twin.literals, numbers.tolist()))
print("target | start | found: runs/examples/twin.png; variations: runs/examples/variations.png")
