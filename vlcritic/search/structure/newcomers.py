"""A shape that resembles one that is there, and the density of that draw.

Half of them are duplicates, of about the same size and traits; the others have any form. The shape that it resembles is any of the
scene's, so the density is a mixture over all of them: which one it was need not be known to take the move back.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vlcritic.data.glsl.scene import Shape
from vlcritic.search.structure.forms import TRAITS, Form, coordinates, draw_traits, form_of, forms, log_traits, log_volume, params_of

DUPLICATES = 0.5  # share of newcomers of the form of their model
OFFSET = 0.15  # standard deviation of the way from the model's centre, on each axis
GROWTH = 0.3  # standard deviation of the logarithm of the ratio of sizes
DRIFT = 0.1  # standard deviation of a duplicate's traits, as a share of the width that they are drawn from


def draw_newcomer(rng: np.random.Generator, models: Sequence[Shape], kinds: Sequence[str]) -> Shape:
    """A shape that resembles one of the models, which are sound; its operation is left as `draw`, without a colour."""
    model = models[rng.integers(len(models))]
    form, (size, traits) = form_of(model), coordinates(model)
    if rng.random() < DUPLICATES:
        traits = tuple(rng.normal(value, sigma) for value, sigma in zip(traits, _drifts(form), strict=True))
    else:
        choices = forms(kinds)
        form = choices[rng.integers(len(choices))]
        traits = draw_traits(rng, form[0])
    size *= float(np.exp(GROWTH * rng.standard_normal()))
    x, y = (float(at + OFFSET * rng.standard_normal()) for at in model.centre)
    return Shape(form[0], (x, y), params_of(form, size, traits))


def log_newcomer(shape: Shape, models: Sequence[Shape], kinds: Sequence[str]) -> float:
    """Log density of `draw_newcomer` over centre and parameters of a sound shape."""
    form, (size, traits) = form_of(shape), coordinates(shape)
    choices = forms(kinds)
    fresh = (1 - DUPLICATES) / len(choices) * np.exp(log_traits(form[0], traits)) if form in choices else 0.0
    density = np.mean([_like(shape, form, size, traits, model, fresh) for model in models])
    with np.errstate(divide="ignore"):
        return float(np.log(density)) - log_volume(form, size, traits)


def _like(shape: Shape, form: Form, size: float, traits: Sequence[float], model: Shape, fresh: float) -> float:
    """Density over centre, size and traits, given the model; `fresh` is that of form and traits of a shape that is no duplicate."""
    its_size, its_traits = coordinates(model)
    place = np.prod([_normal(at, middle, OFFSET) for at, middle in zip(shape.centre, model.centre, strict=True)])
    growth = _normal(np.log(size), np.log(its_size), GROWTH) / size
    if form != form_of(model):
        return place * growth * fresh
    drift = np.prod([_normal(*each) for each in zip(traits, its_traits, _drifts(form), strict=True)])
    return place * growth * (fresh + DUPLICATES * drift)


def _drifts(form: Form) -> list[float]:
    """Standard deviation of each trait of a duplicate."""
    return [DRIFT * (high - low) for low, high in TRAITS.get(form[0], ())]


def _normal(value: float, mean: float, sigma: float) -> float:
    """Density of a Gaussian."""
    return float(np.exp(-0.5 * ((value - mean) / sigma) ** 2) / (sigma * np.sqrt(2 * np.pi)))
