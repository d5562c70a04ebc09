"""Families of materials: each a function that builds one with a builder, all its choices drawn from a generator of random numbers."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vlcritic.data.materials.builder import Builder
from vlcritic.data.materials.families import fabric, fluid, ground, metal, paint, skin, stone, tiling, wood
from vlcritic.languages.blender.graph import Graph

FAMILIES: dict[str, Callable[[Builder, np.random.Generator], None]] = {
    family.__name__: family for module in (wood, stone, ground, fluid, tiling, metal, fabric, skin, paint) for family in module.FAMILIES
}


def generate(family: str, rng: np.random.Generator) -> Graph:
    """A material of that family. It depends only on the generator of random numbers."""
    if family not in FAMILIES:
        raise ValueError(f"family: expected one of {', '.join(FAMILIES)}, got {family!r}")
    builder = Builder()
    FAMILIES[family](builder, rng)
    return builder.finish()


def sample(rng: np.random.Generator) -> tuple[str, Graph]:
    """A family, each as likely as the others, and a material of it."""
    family = list(FAMILIES)[int(rng.integers(len(FAMILIES)))]
    return family, generate(family, rng)
