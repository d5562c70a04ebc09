"""Hides, furs and scales."""

from __future__ import annotations

from vlcritic.data.materials.builder import Builder
from vlcritic.data.materials.families.draws import chance, fine, graded, pick, plane, relief, tone, warped


def leather(b: Builder, rng) -> None:
    """Grained hide: small pads between fine creases."""
    place = warped(b, rng, plane(b, rng), rng.uniform(5, 9), rng.uniform(0.02, 0.05))
    grain = b.voronoi(place, scale=rng.uniform(20, 32), feature="DISTANCE_TO_EDGE", voronoi_dimensions="2D")
    height = b.ramp(grain.distance, [(0.0, 0.0), (rng.uniform(0.1, 0.18), 0.8), (0.5, 1.0)], "EASE")
    hue, saturation = pick(rng, (0.06, 0.65), (0.03, 0.7), (0.0, 0.75), (0.6, 0.3))
    colour = b.ramp(height, [(0.0, tone(rng, hue, saturation, 0.15, 0.05)), (0.6, tone(rng, hue, saturation, 0.5))])
    if chance(rng):
        worn = b.noise(place, scale=rng.uniform(1.5, 3), detail=5)
        colour = b.mix(b.ramp(worn.fac, [(0.45, 0.0), (0.75, 0.7)]), colour, tone(rng, hue, saturation - 0.2, 0.7))
    b.output(b.principled(colour, roughness=fine(b, rng, place, 4, 0.4, 0.6), normal=relief(b, rng, height, 0.03, 0.9)))


def fish_scales(b: Builder, rng) -> None:
    """Rows of round scales, each row lapping over the next."""
    scale = rng.uniform(5, 8)
    place = plane(b, rng, (scale, scale * rng.uniform(0.9, 1.3)), pick(rng, 0.0, 0.0, 1.571))
    half = (0.5, 0.5, 0.0)
    first = b.vector_math("WRAP", place, half, (-0.5, -0.5, 0))
    second = b.vector_math("WRAP", b.vector_math("ADD", place, half), half, (-0.5, -0.5, 0))
    first_y, second_y = b.separate_xyz(first).y, b.separate_xyz(second).y
    is_first = b.math("LESS_THAN", first_y, 0.0)
    far = b.mix_value(is_first, b.vector_math("LENGTH", second), b.vector_math("LENGTH", first))
    along = b.mix_value(b.math("LESS_THAN", far, 0.5), b.math("MAXIMUM", first_y, second_y), b.math("MINIMUM", first_y, second_y))
    height = b.map_range(along, -0.5, 0.5, 1.0, 0.0)
    hue = rng.uniform(0, 1)
    stops = [
        (0.1, tone(rng, hue, 0.7, 0.1, 0.05)),
        (0.6, tone(rng, hue, 0.6, 0.55)),
        (1.0, tone(rng, hue + rng.uniform(-0.15, 0.15), 0.4, 0.95)),
    ]
    colour = b.ramp(height, stops if chance(rng) else stops[::2])
    if chance(rng):
        shimmer = b.noise(place, scale=rng.uniform(0.3, 0.6), detail=2)
        colour = b.hue_saturation(b.map_range(shimmer.fac, 0.3, 0.7, 0.4, 0.6), color=colour)
    b.output(b.principled(colour, rng.uniform(0, 0.4), rng.uniform(0.35, 0.5), normal=relief(b, rng, height, 0.08)))


def snake_skin(b: Builder, rng) -> None:
    """Lozenge scales, with a pattern of darker ones."""
    scale = rng.uniform(9, 13)
    place = plane(b, rng, (1.0, rng.uniform(0.5, 0.65)))
    turned = b.mapping(place, rotation=(0, 0, 0.785))
    scales = b.voronoi(
        turned, scale=scale, randomness=rng.uniform(0.05, 0.2), distance=pick(rng, "CHEBYCHEV", "EUCLIDEAN"), voronoi_dimensions="2D"
    )
    ridge = b.ramp(scales.distance, [(0.2, 1.0), (rng.uniform(0.45, 0.5), 0.5), (0.58, 0.0)])
    if chance(rng):
        blotch = b.noise(scales.position, scale=rng.uniform(3, 5), detail=1).fac
    else:
        blotch = b.wave(scales.position, bands_direction="DIAGONAL", scale=rng.uniform(0.8, 1.2), distortion=rng.uniform(2, 5)).fac
    hue = pick(rng, 0.1, 0.22, 0.07, 0.3)
    stops = [(0.0, tone(rng, hue, 0.5, 0.15, 0.06)), (0.46, tone(rng, hue, 0.55, 0.45)), (0.56, tone(rng, hue + 0.03, 0.4, 0.85))]
    pattern = b.ramp(blotch, stops, "CONSTANT")
    colour = b.mix(1.0, pattern, ridge, "MULTIPLY")
    b.output(b.principled(colour, roughness=rng.uniform(0.3, 0.5), normal=relief(b, rng, ridge, 0.03)))


def giraffe(b: Builder, rng) -> None:
    """Large brown patches on cream."""
    place = warped(b, rng, plane(b, rng), rng.uniform(4, 7), rng.uniform(0.03, 0.06))
    patches = b.voronoi(
        place, scale=rng.uniform(3.5, 5.5), feature="DISTANCE_TO_EDGE", randomness=rng.uniform(0.7, 1), voronoi_dimensions="2D"
    )
    gap = rng.uniform(0.05, 0.09)
    cream, brown = tone(rng, 0.11, 0.3, 0.9), tone(rng, 0.06, 0.65, 0.5)
    stops = [(gap, cream), (gap + 0.03, brown)]
    if chance(rng):
        stops.append((gap + 0.3, tone(rng, 0.05, 0.75, 0.25)))
    colour = b.ramp(patches.distance, stops)
    if chance(rng):
        hair = b.noise(b.mapping(place, scale=(60, 8, 1)), scale=1.0, detail=3)
        colour = b.mix(0.5, colour, hair.fac, "OVERLAY")
    b.output(b.principled(graded(b, rng, colour), roughness=0.85, sheen_weight=pick(rng, None, 0.3)))


def leopard(b: Builder, rng) -> None:
    """Dark rosettes with a brown heart on tawny fur."""
    place = warped(b, rng, plane(b, rng), rng.uniform(9, 13), rng.uniform(0.03, 0.05))
    spots = b.voronoi(place, scale=rng.uniform(6, 9), randomness=rng.uniform(0.6, 0.85), voronoi_dimensions="2D")
    broken = b.math("MULTIPLY_ADD", b.noise(place, scale=rng.uniform(10, 16), detail=1).fac, 0.35, spots.distance)
    fur, heart = tone(rng, 0.1, 0.5, 0.85), tone(rng, 0.075, 0.65, 0.6)
    edge = rng.uniform(0.36, 0.4)
    stops = [(0.0, heart), (edge, tone(rng, 0.05, 0.5, 0.08, 0.04)), (edge + rng.uniform(0.13, 0.17), fur)]
    colour = b.ramp(broken, stops, pick(rng, "CONSTANT", "CONSTANT", "EASE"))
    if chance(rng):
        pale = b.noise(place, scale=rng.uniform(1, 2))
        colour = b.mix(b.ramp(pale.fac, [(0.4, 0.0), (0.7, 0.5)]), colour, tone(rng, 0.1, 0.2, 0.9))
    b.output(b.principled(graded(b, rng, colour), roughness=0.85, sheen_weight=pick(rng, None, 0.3)))


def zebra(b: Builder, rng) -> None:
    """Black and white stripes that bend and fork."""
    place = plane(b, rng, turn=rng.uniform(-0.4, 0.4), is_flat=False)
    if chance(rng):
        bands = b.wave(
            place,
            bands_direction=pick(rng, "X", "Y"),
            scale=rng.uniform(1, 1.8),
            distortion=rng.uniform(3, 6),
            detail=1,
            detail_scale=rng.uniform(0.8, 1.3),
        )
    else:
        bands = b.wave(warped(b, rng, place, rng.uniform(1.5, 2.5), rng.uniform(0.12, 0.2)), scale=rng.uniform(1.2, 2), bands_direction="X")
    middle = rng.uniform(0.45, 0.6)
    stops = [(middle - 0.05, tone(rng, 0.08, 0.2, 0.05, 0.04)), (middle + 0.05, tone(rng, 0.11, 0.1, 0.92, 0.05))]
    colour = b.ramp(bands.fac, stops)
    if chance(rng):
        hair = b.noise(b.mapping(place, scale=(10, 70, 1)), scale=1.0, detail=3)
        colour = b.mix(0.4, colour, hair.fac, "OVERLAY")
    b.output(b.principled(colour, roughness=0.8))


def feathers(b: Builder, rng) -> None:
    """Long narrow vanes laid side by side, with a dark shaft and fine barbs."""
    count = rng.uniform(4, 7)
    axes = b.separate_xyz(plane(b, rng, (count, count * rng.uniform(0.4, 0.6))))
    across = b.math("PINGPONG", axes.x, 0.5)
    tip = b.math("MULTIPLY_ADD", b.math("MULTIPLY", across, across), rng.uniform(1.2, 2), axes.y)
    row = b.white_noise(w=b.math("FLOOR", axes.x), noise_dimensions="1D")
    along = b.math("FRACT", b.math("ADD", tip, row.value))
    hue = rng.uniform(0, 1)
    stops = [
        (0.0, tone(rng, hue, 0.6, 0.1, 0.05)),
        (0.2, tone(rng, hue, 0.5, 0.5)),
        (0.7, tone(rng, hue + rng.uniform(-0.2, 0.2), 0.5, 0.8)),
        (0.95, tone(rng, hue, 0.2, 0.95)),
    ]
    vane = b.ramp(along, stops if chance(rng) else stops[::3])
    barbs = b.math("PINGPONG", b.math("MULTIPLY_ADD", across, -1.5, axes.y), rng.uniform(0.03, 0.05))
    colour = b.mix(rng.uniform(0.5, 0.8), vane, b.map_range(barbs, 0, 0.04, 0.2, 1), "MULTIPLY")
    shaft = b.math("GREATER_THAN", across, 0.47)
    b.output(
        b.principled(b.mix(shaft, colour, tone(rng, 0.1, 0.3, 0.85)), roughness=rng.uniform(0.4, 0.7), normal=relief(b, rng, along, 0.05))
    )


FAMILIES = (leather, fish_scales, snake_skin, giraffe, leopard, zebra, feathers)
