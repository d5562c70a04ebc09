"""What families share: random choices and colours, and pieces of graph that start or end most materials.

The plane is seen from straight above and fills the picture, so a texture of scale 5 shows about five of its features in a row.
"""

from __future__ import annotations

import colorsys

from vlcritic.data.materials.builder import Builder, Out

LIT_WHITE = 0.65
"""What the plane must reflect to look white: the light is bright."""


def chance(rng, share: float = 0.5) -> bool:
    """True in that share of cases."""
    return bool(rng.random() < share)


def pick(rng, *options):
    """One of the options."""
    return options[int(rng.integers(len(options)))]


def tone(rng, hue: float, saturation: float, value: float, spread: float = 0.1) -> tuple[float, float, float]:
    """A colour in linear light near one given as the lit plane shows it; `spread` is the largest change, of the hue a fifth of it."""
    near = rng.uniform(-spread, spread, 3)
    clipped = [min(max(x, 0.0), 1.0) for x in (saturation + near[1], value + near[2])]
    return tuple(LIT_WHITE * _linear(x) for x in colorsys.hsv_to_rgb((hue + near[0] / 5) % 1, *clipped))


def _linear(x: float) -> float:
    """Source: IEC 61966-2-1 (sRGB)."""
    return x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4


def plane(b: Builder, rng, stretch=(1.0, 1.0), turn: float = 0.0, is_flat: bool = True) -> Out:
    """Coordinates of 0 to 1 times `stretch` over the picture, turned by `turn` radians and moved at random.

    Args:
        is_flat: whether z must be 0, as textures of exact edges need it; else generated coordinates may be taken, whose z is 0.5.
    """
    place = b.coordinates()
    source = pick(rng, place.uv, place.object) if is_flat else pick(rng, place.uv, place.object, place.generated)
    unit = 0.5 if source == place.object else 1.0
    move = (*rng.uniform(0, 9, 2), 0.0)
    return b.mapping(source, move, (0.0, 0.0, turn), (stretch[0] * unit, stretch[1] * unit, 1.0))


def warped(b: Builder, rng, place: Out, scale: float, amount: float, detail: float = 2.0) -> Out:
    """Coordinates moved to and fro by a noise, at most by about `amount`."""
    noise = b.noise(place, scale=scale, detail=detail)
    if chance(rng):
        return b.mix(amount, place, noise.color, "LINEAR_LIGHT")
    return b.vector_math("MULTIPLY_ADD", noise.color, (2 * amount,) * 3, place)


def relief(b: Builder, rng, height: Out, distance: float, share: float = 0.8) -> Out | None:
    """A normal from a height that the colours use too, in that share of materials."""
    if not chance(rng, share):
        return None
    return b.bump(height=height, strength=pick(rng, 1.0, rng.uniform(0.5, 1)), distance=distance * rng.uniform(0.7, 1.3))


def fine(b: Builder, rng, place: Out | None, scale: float, low: float, high: float) -> Out | float:
    """A roughness between two numbers: one of them, or by a noise."""
    if chance(rng):
        return rng.uniform(low, high)
    return b.map_range(b.noise(place, scale=scale, detail=rng.uniform(2, 6)).fac, 0.3, 0.7, low, high)


def graded(b: Builder, rng, colour: Out, share: float = 0.35) -> Out:
    """The colour, in that share of materials of a little other hue, contrast or brightness."""
    if not chance(rng, share):
        return colour
    how = pick(rng, "hue", "contrast", "gamma", "curve")
    if how == "hue":
        return b.hue_saturation(rng.uniform(0.45, 0.55), rng.uniform(0.7, 1.2), rng.uniform(0.8, 1.1), color=colour)
    if how == "contrast":
        return b.bright_contrast(colour, rng.uniform(0, 0.04), rng.uniform(-0.15, 0.1))
    if how == "gamma":
        return b.gamma(colour, rng.uniform(0.8, 1.3))
    return b.curves(colour, [(0.0, 0.0), (rng.uniform(0.2, 0.4), rng.uniform(0.15, 0.45)), (1.0, rng.uniform(0.85, 1))])
