"""Shapes as a size and what else their kind needs, so that one kind can become another of the same area.

A *form* is a kind with what is discrete about it: `("ngon", 6)`, `("triangle", -1)` (pointing down), `("circle", 0)`. A shape of a
form is a size s (half the side of the square of equal area: area ≈ 4 s²) and *traits*, none or a few:

    circle, square, annulus (the disc that holds it), ngon   —
    box, ellipse, triangle                                   aspect a: half width / half height = e^2a
    rounded_box                                              aspect, corner radius / shorter half side
    star                                                     a: outer / inner radius = e^2a
    segment                                                  a: length / width = e^2a, angle of its right end

A change of form keeps the size, and the aspect where both have one; traits that the new form lacks are lost, those that it needs are
drawn from `TRAITS`. With the volumes here that is a reversible jump whose ratio is known.

Source: Green 1995, "Reversible Jump Markov Chain Monte Carlo Computation and Bayesian Model Determination", section 3. Areas: elementary
geometry; those of rounded box and segment leave out the rounding.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vlcritic.data.glsl.scene import ANNULUS_HALF_THICKNESS, KINDS, Shape

Form = tuple[str, int]

SIDES = (5, 6, 8)  # of the polygons that are drawn

ASPECT = (-0.5, 0.5)
TRAITS = {
    "box": (ASPECT,),
    "ellipse": (ASPECT,),
    "triangle": (ASPECT,),
    "rounded_box": (ASPECT, (0.1, 0.9)),
    "star": ((0.2, 0.55),),
    "segment": ((0.1, 1.2), (-np.pi / 2, np.pi / 2)),
}
"""Where traits are drawn from, uniformly; about what `data.glsl.shapes` draws, a little wider."""

_HAVE_ASPECT = ("box", "ellipse", "triangle", "rounded_box")
_LEAST = 0.005  # the least size that two decimals still write

_SCALES = {"circle": 2 / np.sqrt(np.pi), "annulus": 2 / np.sqrt(np.pi), "ellipse": 2 / np.sqrt(np.pi), "triangle": np.sqrt(2)}
_SCALES |= {"star": np.sqrt(4 / (5 * np.sin(np.pi / 5)))}  # of ten triangles, each of half the product of both radii × sin 36°


def forms(kinds: Sequence[str] = KINDS) -> tuple[Form, ...]:
    """Every form of these kinds."""
    variants = {"ngon": SIDES, "triangle": (1, -1)}
    return tuple((kind, variant) for kind in kinds for variant in variants.get(kind, (0,)))


def form_of(shape: Shape) -> Form:
    """The form of a shape."""
    if shape.kind == "ngon":
        return "ngon", int(shape.params[1])
    return shape.kind, (1 if shape.params[1] > 0 else -1) if shape.kind == "triangle" else 0


def is_sound(shape: Shape) -> bool:
    """Whether its sizes are positive, as every map here needs."""
    lengths = (shape.params[0], abs(shape.params[1])) if shape.kind == "triangle" else shape.params[:2]
    if shape.kind == "segment":
        lengths = (np.hypot(*shape.params[:2]), shape.params[2])
    if (shape.kind == "ngon" and shape.params[1] < 3) or (shape.kind == "rounded_box" and shape.params[2] < 0):
        return False
    return bool(min(lengths) >= _LEAST)


def coordinates(shape: Shape) -> tuple[float, tuple[float, ...]]:
    """Size and traits of a sound shape."""
    kind, params, scale = shape.kind, shape.params, _scale(form_of(shape))
    if kind == "annulus":
        return (params[0] + ANNULUS_HALF_THICKNESS) / scale, ()
    if kind not in TRAITS:
        return params[0] / scale, ()
    if kind == "segment":
        size, ratio = _mean_and_ratio(np.hypot(params[0], params[1]) + params[2], params[2])
        return size, (ratio, float(np.arctan2(params[1], params[0])))
    size, ratio = _mean_and_ratio(params[0], abs(params[1]))
    return size / scale, (ratio, params[2] / min(params[:2])) if kind == "rounded_box" else (ratio,)


def params_of(form: Form, size: float, traits: Sequence[float]) -> tuple[float, ...]:
    """Parameters of the shape of that form; the inverse of `coordinates`."""
    (kind, variant), scaled = form, size * _scale(form)
    if kind == "ngon":
        return scaled, float(variant)
    if kind == "annulus":
        return (scaled - ANNULUS_HALF_THICKNESS,)
    if kind not in TRAITS:
        return (scaled,)
    longer, shorter = scaled * float(np.exp(traits[0])), scaled * float(np.exp(-traits[0]))
    if kind == "triangle":
        return longer, variant * shorter
    if kind == "rounded_box":
        return longer, shorter, traits[1] * min(longer, shorter)
    if kind == "segment":
        return (longer - shorter) * float(np.cos(traits[1])), (longer - shorter) * float(np.sin(traits[1])), shorter
    return longer, shorter


def log_volume(form: Form, size: float, traits: Sequence[float]) -> float:
    """Logarithm of |∂ params / ∂ (size, traits)|."""
    kind, scale = form[0], _scale(form)
    if kind not in TRAITS:
        return float(np.log(scale))
    volume = np.log(2 * size * scale**2)  # of (s eᵃ, s e⁻ᵃ) by (s, a), scaled
    if kind == "rounded_box":
        volume += np.log(size) - abs(traits[0])  # of κ × the shorter half side by κ
    if kind == "segment":
        volume += np.log(2 * size * np.sinh(traits[0]))  # of polar coordinates: the length of the vector to the end
    return float(volume)


def draw_traits(rng: np.random.Generator, kind: str) -> tuple[float, ...]:
    """Traits of a kind at random."""
    return tuple(rng.uniform(low, high) for low, high in TRAITS.get(kind, ()))


def log_traits(kind: str, traits: Sequence[float], *, first: int = 0) -> float:
    """Log density with which `draw_traits` gives them, from the one numbered `first` on."""
    drawn = zip(traits[first:], TRAITS.get(kind, ())[first:], strict=True)
    return sum(log_uniform(value, low, high) for value, (low, high) in drawn)


def kept(old: str, new: str) -> int:
    """How many traits, the first ones, carry over from a kind to another."""
    return int(old in _HAVE_ASPECT and new in _HAVE_ASPECT)


def log_uniform(value: float, low: float, high: float) -> float:
    """Log density of a uniform law."""
    return float(-np.log(high - low)) if low <= value <= high else -np.inf


def _scale(form: Form) -> float:
    """First length of a shape of size 1 and, where it has a ratio, of equal lengths."""
    kind, sides = form
    return float(np.sqrt(8 / (sides * np.sin(2 * np.pi / sides)))) if kind == "ngon" else float(_SCALES.get(kind, 1.0))


def _mean_and_ratio(longer: float, shorter: float) -> tuple[float, float]:
    """Geometric mean of two lengths, and half the logarithm of their ratio."""
    return float(np.sqrt(longer * shorter)), float(np.log(longer / shorter) / 2)
