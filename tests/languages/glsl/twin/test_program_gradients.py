"""Gradients of whole shaders. Oracles: finite differences in float64, of the shader itself or of one drawn with 8 × 8 samples a pixel."""

# ruff: noqa: E501 (a table: one shader a line)

import numpy as np
import pytest
import torch

from tests.languages.glsl.twin.shaders import corpus
from vlcritic.languages.glsl import GLSL

SIZE = (3, 4)

SHADERS = {
    "masks": "vec3 c = vec3(0.2); if (p.x > 0.43) c.r = 0.3 * p.x; else if (p.y > 0.31) c.g = sin(1.7 * p.y); c *= 0.9;",
    "a loop with a break": "vec3 c = vec3(0.0); for (int i = 0; i < 6; i++) { c += 0.11 * cos(p.x * 1.3 + float(i)); if (c.x > 0.27) break; }",
    "a loop with continue": "vec3 c = vec3(0.1); for (int i = 0; i < 5; i++) { if (p.x * 4.3 > float(i)) continue; c.g += 0.13 * p.y; }",
    "do while": "vec3 c = vec3(0.0); float a = 0.71; do { c += a * 0.15 * p.xyx; a *= 0.63; } while (a > 0.13);",
    "an early return": "vec3 c = vec3(early(p.x * 1.1), early(p.y), 0.3);",
    "inout": "vec3 c = vec3(0.23); shift(c.xz, 0.37); shift(c.zy, p.x);",
    "a dynamic index": "float a[3] = float[3](0.21, 0.53, 0.34); int k = int(p.x * 2.9); vec3 c = vec3(a[k] * p.y); a[k] = 0.44; c.b = a[1];",
    "matrices": "mat2 m = mat2(0.81, -0.42, 0.31, 0.77); vec3 c = vec3(abs(inverse(m) * (m * m * p)) * 0.5, determinant(m));",
    "a smooth minimum": "float k = 0.23, a = length(p - 0.31) - 0.21, b = length(p - 0.74) - 0.17, h = clamp(0.5 + 0.5 * (b - a) / k, 0.0, 1.0);"
    " vec3 c = vec3(0.5 + mix(b, a, h) - k * h * (1.0 - h));",
    "value noise": "vec2 q = p * 2.37, i = floor(q), f = fract(q); f = f * f * (3.0 - 2.0 * f); vec3 c = vec3(mix(mix(h(i), h(i + vec2(1, 0)), f.x),"
    " mix(h(i + vec2(0, 1)), h(i + vec2(1, 1)), f.x), f.y));",
    "ray and sphere": "vec3 e = vec3(0.07, 0.04, -2.03), d = normalize(vec3(p - 0.52, 1.31)); float b = dot(e, d), s = b * b - dot(e, e) + 1.13;"
    " vec3 c = s > 0.0 ? 0.5 + 0.4 * normalize(e + d * (-b - sqrt(s))) : vec3(0.1);",
    "a palette": "vec3 c = 0.5 + 0.4 * cos(6.28 * (p.x * 0.91 + vec3(0.03, 0.33, 0.67)));",
    "a rotation": "float a = 0.63; vec2 q = mat2(cos(a), -sin(a), sin(a), cos(a)) * (p - 0.47); vec3 c = vec3(q * q, 0.3 * q.x + 0.4);",
    "a ternary": "vec3 c = p.x < 0.41 ? vec3(0.31 * p.y) : p.y < 0.52 ? vec3(sqrt(0.43 * p.x)) : vec3(0.77 * p, 0.2);",
    "a switch": "vec3 c = vec3(0.3); switch (int(p.x * 2.9)) { case 0: c *= 0.71; case 1: c += 0.17 * p.y; break; default: c = vec3(0.27); }",
    "a march": "float t = 0.11; for (int i = 0; i < 5; i++) t += length(vec3(p - 0.43, t - 1.07)) - 0.61; vec3 c = vec3(0.31 * t, 0.13 * t * t, 0.2);",
    "exp, log and pow": "vec3 c = vec3(exp(-1.31 * p.x), 0.2 * log(1.57 + p.y), pow(p.x + 0.23, 1.43));",
    "atan and mod": "vec2 q = p - vec2(0.53, 0.48); float a = mod(atan(q.y, q.x) + 0.17, 1.03); vec3 c = vec3(0.7 * a, length(q), 0.31);",
    "a structure": "Disk d = Disk(vec2(0.41, 0.56), 0.33); d.at.x += 0.07; vec3 c = vec3(0.4 + distance(p, d.at) - d.radius);",
    "a global": "tint = 0.31; paint(p.x * 0.61); paint(0.23); vec3 c = vec3(tint);",
    "derivatives": "vec3 c = vec3(0.4 + dFdx(p.x * p.x * 1.7), 0.3 + fwidth(0.83 * p.y), 0.1);",
}

_TOP = """struct Disk { vec2 at; float radius; };
float tint = 0.0;
void paint(float x) { tint = mix(tint, x, 0.37); }
float early(float x) { if (x > 0.57) return 0.29 * x; if (x > 0.27) { return sin(1.9 * x); } return 0.61; }
void shift(inout vec2 v, float by) { v = v.yx * 0.9 + by * vec2(0.3, 0.2); }
float h(vec2 i) { return fract(0.31 * i.x + 0.57 * i.y + 0.13 * i.x * i.y); }
"""


def shader(body):
    return f"{_TOP}void mainImage(out vec4 o, in vec2 q_) {{\n    vec2 p = q_ / iResolution.xy;\n    {body}\n    o = vec4(c, 1.0);\n}}\n"


@pytest.mark.parametrize("name", SHADERS)
def test_gradients_of_a_shader_equal_finite_differences(name):
    twin = GLSL.twin(shader(SHADERS[name]), dtype=torch.float64)
    is_float = torch.tensor([literal.kind == "float" for literal in twin.literals])
    start = twin.values[is_float].requires_grad_()

    def picture(floats):
        return twin(twin.values.masked_scatter(is_float, floats), size=SIZE)

    assert picture(start).grad_fn is not None
    assert torch.autograd.gradcheck(picture, [start], eps=1e-7, atol=1e-5)


def test_gradients_of_a_batch_are_those_of_its_rows():
    twin = GLSL.twin(shader(SHADERS["a smooth minimum"]), dtype=torch.float64)
    values = (twin.values + torch.tensor([[0.0], [0.01], [-0.02]], dtype=torch.float64)).requires_grad_()
    (batch,) = torch.autograd.grad(twin(values, size=8).square().sum(), values)
    for row, gradient in zip(values, batch, strict=True):
        (alone,) = torch.autograd.grad(twin(row, size=8).square().sum(), row)
        assert torch.allclose(alone, gradient, rtol=1e-9, atol=1e-9)


CORPUS = corpus()
SAMPLE = sorted(CORPUS)[::4]


@pytest.mark.parametrize("name", [name if name in SAMPLE else pytest.param(name, marks=pytest.mark.slow) for name in sorted(CORPUS)])
@pytest.mark.parametrize("edges", [None, 1.0])
def test_no_shader_has_a_gradient_that_is_not_finite(name, edges):
    """Nor a picture that a gradient's way changes."""
    twin = GLSL.twin(CORPUS[name], edges=edges)
    values = twin.values.requires_grad_()
    picture = twin(values, size=(18, 24))
    assert picture.isfinite().all()
    if values.numel() and picture.requires_grad:
        (gradient,) = torch.autograd.grad(picture.mean(), values)
        assert gradient.isfinite().all(), [literal.text for literal, g in zip(twin.literals, gradient, strict=True) if not g.isfinite()]


DISK = """void mainImage(out vec4 o, in vec2 q) {{
    vec2 p = q / iResolution.y;
    o = vec4(vec3({inside} ? 1.0 : 0.0), 1.0);
}}
"""
INSIDE = {
    "a comparison": "length(p - vec2(0.46, 0.53)) < 0.27",
    "a comparison of a distance with 0": "length(p - vec2(0.46, 0.53)) - 0.27 <= 0.0",
    "a step": "1.0 - step(0.27, length(p - vec2(0.46, 0.53))) > 0.5",
    "a conjunction": "length(p - vec2(0.46, 0.53)) < 0.27 && p.x > 0.38",
    "a box": "all(lessThan(abs(p - vec2(0.46, 0.53)), vec2(0.27, 0.19)))",
    "an if of its own": "inside(p)",
}
_INSIDE = "bool inside(vec2 p) { if (length(p - vec2(0.46, 0.53)) > 0.27) return false; return true; }\n"


def overlap_loss(picture, target):
    """1 - intersection over union of two coverages `(H, W)`."""
    return 1.0 - (picture * target).sum() / (picture + target - picture * target).sum()


@pytest.mark.parametrize("name", INSIDE)
def test_a_soft_edge_has_the_slope_of_a_supersampled_one(name):
    """For a loss of overlap with a disk elsewhere: sign, and size within a quarter, of every number that moves an outline."""
    source = _INSIDE + DISK.format(inside=INSIDE[name])
    y, x = np.mgrid[47.5:0:-1, 0.5:48] / 48
    target = torch.from_numpy((np.hypot(x - 0.57, y - 0.44) < 0.31).astype(np.float64))
    twin, fine = GLSL.twin(source, edges=1.0, dtype=torch.float64), GLSL.twin(source, dtype=torch.float64)
    outline = [place for place, literal in enumerate(twin.literals) if literal.text in ("0.46", "0.53", "0.27", "0.38", "0.19")]
    values = twin.values.requires_grad_()
    (slope,) = torch.autograd.grad(overlap_loss(twin(values, size=48)[0], target), values)

    def reference(moved):
        sampled = fine(moved, size=48 * 8)[:, 0]
        return overlap_loss(torch.nn.functional.avg_pool2d(sampled[:, None], 8)[0, 0], target)

    for place in outline:
        step = torch.zeros_like(values)
        step[place] = 0.01
        difference = (reference((values + step).detach()[None]) - reference((values - step).detach()[None])) / 0.02
        if abs(difference) > 0.05:
            assert slope[place].item() == pytest.approx(difference.item(), rel=0.25), twin.literals[place].text
    assert slope[outline].abs().max() > 0.5


@pytest.mark.parametrize("name", [*list(INSIDE)[:3], "a box"])
def test_hard_edges_have_no_slope_and_are_the_default(name):
    source = _INSIDE + DISK.format(inside=INSIDE[name])
    twin = GLSL.twin(source)
    values = twin.values.requires_grad_()
    picture = twin(values, size=24)
    assert set(picture.unique().tolist()) == {0.0, 1.0}
    assert torch.equal(picture, GLSL.twin(source, edges=None)(twin.values, size=24))
    if picture.requires_grad:
        outline = torch.tensor([literal.text in ("0.46", "0.53", "0.27", "0.19") for literal in twin.literals])
        (slope,) = torch.autograd.grad(picture.sum(), values)
        assert (slope[outline] == 0).all()
