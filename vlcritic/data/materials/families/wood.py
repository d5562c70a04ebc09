"""Wood and what grows on trees."""

from __future__ import annotations

from vlcritic.data.materials.builder import Builder
from vlcritic.data.materials.families.draws import chance, fine, graded, pick, plane, relief, tone, warped


def wood_planks(b: Builder, rng) -> None:
    """Boards side by side, each of its own shade, with grain along them."""
    place = plane(b, rng)
    dark, light = tone(rng, 0.07, 0.65, 0.4), tone(rng, 0.08, 0.5, 0.75)
    boards = b.brick(
        place, dark, light, 0.005, scale=rng.uniform(0.8, 1.4), mortar_size=rng.uniform(0.006, 0.015), mortar_smooth=0.2,
        brick_width=rng.uniform(0.9, 2), row_height=rng.uniform(0.16, 0.28), offset=pick(rng, 0.5, 0.37), bias=rng.uniform(-0.3, 0.3),
    )  # fmt: skip
    along = b.mapping(place, scale=(rng.uniform(1, 2), rng.uniform(14, 24), 1))
    grain = b.noise(along, scale=rng.uniform(1, 2), detail=rng.uniform(4, 8), distortion=rng.uniform(0.2, 1.5))
    shade = b.ramp(grain.fac, [(0.3, 0.35), (0.55, 1.0)] if chance(rng) else [(0.25, 0.3), (0.45, 0.9), (0.5, 0.5), (0.65, 1.0)])
    colour = b.mix(rng.uniform(0.7, 1), boards.color, shade, pick(rng, "MULTIPLY", "MULTIPLY", "OVERLAY"))
    b.output(b.principled(graded(b, rng, colour), roughness=fine(b, rng, along, 3, 0.3, 0.6), normal=relief(b, rng, colour, 0.03)))


def wood_rings(b: Builder, rng) -> None:
    """A cut trunk: year rings around a centre."""
    place = b.mapping(b.coordinates().object, (*rng.uniform(-0.4, 0.4, 2), 0), (0, 0, rng.uniform(0, 3)), (1, rng.uniform(0.8, 1.1), 1))
    uneven = warped(b, rng, place, rng.uniform(1, 2), rng.uniform(0.05, 0.12))
    rings = b.wave(
        uneven, wave_type="RINGS", rings_direction="Z", wave_profile=pick(rng, "SIN", "SAW"), scale=rng.uniform(1.5, 3.5),
        distortion=rng.uniform(0.5, 2), detail=rng.uniform(1, 3), detail_scale=rng.uniform(1, 2),
    )  # fmt: skip
    stops = [(0.0, tone(rng, 0.07, 0.6, 0.4)), (rng.uniform(0.4, 0.7), tone(rng, 0.09, 0.5, 0.7)), (1.0, tone(rng, 0.1, 0.35, 0.85))]
    colour = b.ramp(rings.fac, stops if chance(rng) else stops[::2])
    if chance(rng):
        cracks = b.gradient(b.mapping(uneven, scale=(2, 2, 2)), gradient_type="SPHERICAL")
        colour = b.mix(cracks.fac, colour, tone(rng, 0.05, 0.6, 0.25), "MULTIPLY")
    b.output(b.principled(colour, roughness=rng.uniform(0.4, 0.8), normal=relief(b, rng, rings.fac, 0.02)))


def bark(b: Builder, rng) -> None:
    """Deep furrows that run up a trunk."""
    place = plane(b, rng, (rng.uniform(5, 8), rng.uniform(1.2, 2)), is_flat=False)
    place = warped(b, rng, place, rng.uniform(0.8, 1.5), rng.uniform(0.2, 0.4), 4)
    plates = b.voronoi(place, scale=1.0, feature="DISTANCE_TO_EDGE", randomness=rng.uniform(0.8, 1), detail=pick(rng, 0, 1))
    rough = b.noise(place, scale=rng.uniform(2, 4), detail=8, roughness=rng.uniform(0.5, 0.7))
    height = b.math("MULTIPLY", plates.distance, rough.fac)
    stops = [(0.01, tone(rng, 0.06, 0.5, 0.15)), (0.05, tone(rng, 0.07, 0.45, 0.45)), (0.15, tone(rng, 0.09, 0.3, 0.75))]
    if chance(rng, 0.4):
        stops.append((0.25, tone(rng, 0.22, 0.4, 0.55)))
    b.output(b.principled(b.ramp(height, stops), roughness=0.9, normal=relief(b, rng, height, 0.6, 0.9)))


def cork(b: Builder, rng) -> None:
    """Pressed grains in warm browns with dark gaps."""
    place = warped(b, rng, plane(b, rng), rng.uniform(15, 25), 0.02)
    scale = rng.uniform(18, 28)
    grains = b.voronoi(place, scale=scale, voronoi_dimensions="2D")
    gaps = b.voronoi(place, scale=scale, voronoi_dimensions="2D", feature="DISTANCE_TO_EDGE")
    warm = [(0.0, tone(rng, 0.06, 0.6, 0.55)), (0.3, tone(rng, 0.075, 0.5, 0.75)), (1.0, tone(rng, 0.09, 0.45, 0.85))]
    colour = b.ramp(b.separate_color(grains.color).red, warm)
    dark = b.ramp(gaps.distance, [(0.0, 0.45), (rng.uniform(0.06, 0.14), 1.0)])
    specks = b.noise(place, scale=rng.uniform(40, 70), detail=3)
    colour = b.mix(1.0, colour, dark, "MULTIPLY")
    if chance(rng):
        colour = b.mix(b.ramp(specks.fac, [(0.58, 0.0), (0.66, 0.8)]), colour, tone(rng, 0.05, 0.6, 0.15))
    else:
        colour = b.mix(specks.fac, colour, 0.45, "OVERLAY")
    b.output(b.principled(colour, roughness=rng.uniform(0.7, 0.95), normal=relief(b, rng, dark, 0.01)))


def bamboo(b: Builder, rng) -> None:
    """Upright canes with joints."""
    place = plane(b, rng, (rng.uniform(4, 7), 1.0))
    axes = b.separate_xyz(place)
    across = b.math("PINGPONG", axes.x, 0.5)
    round_ = b.ramp(across, [(0.0, 0.02), (0.1, 0.35), (0.5, 1.0)], "EASE")
    cane = b.white_noise(w=b.math("FLOOR", axes.x), noise_dimensions="1D")
    along = b.math("MULTIPLY_ADD", axes.y, rng.uniform(1, 2), cane.value)
    joint = b.ramp(b.math("FRACT", along), [(0.0, 0.15), (0.04, 1.0), (0.95, 0.8), (0.99, 0.2)])
    skin = b.ramp(cane.value, [(0.0, tone(rng, 0.14, 0.6, 0.7)), (1.0, tone(rng, pick(rng, 0.12, 0.22), 0.55, 0.6))])
    if chance(rng):
        streaks = b.noise(b.mapping(place, scale=(6, 0.8, 1)), scale=3, detail=4)
        skin = b.mix(0.7, skin, streaks.fac, "OVERLAY")
    colour = b.mix(1.0, b.mix(1.0, skin, round_, "MULTIPLY"), joint, "MULTIPLY")
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.25, 0.45), normal=relief(b, rng, colour, 0.04)))


FAMILIES = (wood_planks, wood_rings, bark, cork, bamboo)
