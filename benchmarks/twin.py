"""The twin: new programs against the exact renderer, one parsed scene, batches of it, its gradient."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import torch

from benchmarks.programs import new_shaders
from benchmarks.record import Record
from vlcritic.languages.glsl import GLSL, GlslRenderer
from vlcritic.rendering import default_workers

SETS = 64
SCENE = """\
float circle(vec2 p, float radius) {
    return length(p) - radius;
}

float box(vec2 p, vec2 half_size) {
    vec2 q = abs(p) - half_size;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0);
}

void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / max(iResolution.x, iResolution.y);
    vec3 color = vec3(0.1, 0.1, 0.15);
    float d = circle(p - vec2(-0.2, 0.1), 0.15);
    color = mix(color, vec3(0.8, 0.2, 0.1), 1.0 - smoothstep(0.0, 0.01, d));
    d = box(p - vec2(0.2, 0.1), vec2(0.12, 0.2));
    color = mix(color, vec3(0.1, 0.7, 0.3), 1.0 - smoothstep(0.0, 0.01, d));
    d = max(circle(p - vec2(0.05, -0.2), 0.18), -circle(p - vec2(0.05, -0.2), 0.1));
    color = mix(color, vec3(0.2, 0.3, 0.9), 1.0 - smoothstep(0.0, 0.01, d));
    fragColor = vec4(color, 1.0);
}
"""


def records(*, count: int = 200) -> Iterator[Record]:
    """New programs per second of both renderers in one run; then milliseconds in this process."""
    shaders, workers = new_shaders(count, seed=1), default_workers()
    rates = {}
    for backend in ("opengl", "twin"):
        with GlslRenderer(size=256, workers=workers, timeout_s=30, backend=backend) as render:
            render(new_shaders(8, seed=99))
            start = time.perf_counter()
            results = render(shaders)
            rates[backend] = count / (time.perf_counter() - start)
        failed = [result for result in results if isinstance(result, Exception)]
        assert not failed, failed[0]
    twin, exact = rates["twin"], rates["opengl"]
    yield Record(f"twin, {workers} workers, new programs", twin, "programs/s", "exact renderer", twin / exact, "≥ 4")
    yield from _scene()


def _scene() -> Iterator[Record]:
    torch.set_num_threads(1)
    twin = GLSL.twin(SCENE)
    values = twin.values.repeat(SETS, 1) * (1 + 0.01 * torch.randn(SETS, len(twin.values), generator=torch.Generator().manual_seed(0)))
    one = _milliseconds(lambda: twin(size=256))
    many = _milliseconds(lambda: twin(values, size=256)) / SETS
    yield Record("twin, parsed 3-shape scene, one core", one, "ms", goal="≤ 4")
    yield Record(f"twin, {SETS} sets of numbers, each", many, "ms", goal="≤ 2")
    moving = twin.values.requires_grad_()
    with torch.no_grad():
        forward = _milliseconds(lambda: twin(twin.values, size=256))
    both = _milliseconds(lambda: torch.autograd.grad(twin(moving, size=256).sum(), moving))
    yield Record("twin, forward and gradient", both, "ms", "forward", both / forward, "≤ 5 (gradient ≤ 4)")


def _milliseconds(function: Callable, *, least_s: float = 1.0) -> float:
    """Median of a second's calls."""
    times = []
    function()
    end = time.perf_counter() + least_s
    while time.perf_counter() < end:
        start = time.perf_counter()
        function()
        times.append(1000 * (time.perf_counter() - start))
    return sorted(times)[len(times) // 2]
