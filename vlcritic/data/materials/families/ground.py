"""Ground, seen from above, and what grows or lies on it."""

from __future__ import annotations

from vlcritic.data.materials.builder import Builder
from vlcritic.data.materials.families.draws import chance, fine, graded, pick, plane, relief, tone, warped


def terrain(b: Builder, rng) -> None:
    """A map from the air: sea, shore, green, rock and snow by height."""
    place = plane(b, rng, is_flat=False)
    height = b.noise(place, scale=rng.uniform(2, 3.2), detail=12, roughness=rng.uniform(0.5, 0.6), distortion=rng.uniform(0, 0.4))
    sea = rng.uniform(0.4, 0.5)
    land = [(0.03, tone(rng, 0.12, 0.4, 0.85)), (0.06, tone(rng, 0.3, 0.5, 0.5)), (0.13, tone(rng, 0.26, 0.5, 0.35))]
    peaks = [(0.18, tone(rng, 0.08, 0.25, 0.45)), (0.25, tone(rng, 0.6, 0.03, 0.97, 0.03))]
    water = [(sea - 0.15, tone(rng, 0.61, 0.8, 0.35)), (sea, tone(rng, 0.55, 0.7, 0.7))]
    over = [(sea + rise, colour) for rise, colour in (land + peaks if chance(rng, 0.7) else land)]
    ramp = b.ramp(height.fac, water + over)
    bump = b.map_range(height.fac, sea, 0.8, 0, 1)
    b.output(
        b.principled(
            graded(b, rng, ramp), roughness=fine(b, rng, place, 3, 0.6, 0.9), normal=b.bump(height=bump, distance=rng.uniform(0.2, 0.35))
        )
    )


def sand(b: Builder, rng) -> None:
    """Wind ripples in loose sand."""
    place = plane(b, rng, turn=rng.uniform(0, 3.14), is_flat=False)
    if chance(rng):
        ripples = b.wave(
            place, scale=rng.uniform(2, 3.5), distortion=rng.uniform(4, 8), detail=rng.uniform(1, 3), detail_scale=rng.uniform(0.6, 1)
        )
    else:
        bent = warped(b, rng, place, rng.uniform(1.5, 3), rng.uniform(0.06, 0.12))
        ripples = b.wave(bent, scale=rng.uniform(2, 3.5), bands_direction="X")
    grains = b.noise(place, scale=rng.uniform(80, 120), detail=2)
    hue = pick(rng, 0.1, 0.11, 0.06)
    stops = [(0.0, tone(rng, hue, 0.45, 0.6)), (1.0, tone(rng, hue, 0.35, 0.9))]
    colour = b.mix(rng.uniform(0.3, 0.6), b.ramp(ripples.fac, stops), grains.fac, "OVERLAY")
    b.output(b.principled(colour, roughness=0.95, normal=b.bump(height=ripples.fac, distance=rng.uniform(0.04, 0.09))))


def snow(b: Builder, rng) -> None:
    """Wind-blown drifts with bluish hollows and glints."""
    place = plane(b, rng, (1, rng.uniform(1.5, 3)), rng.uniform(0, 3), is_flat=False)
    drifts = b.noise(place, scale=rng.uniform(1.5, 2.5), detail=rng.uniform(1, 4), roughness=0.4, distortion=rng.uniform(0.3, 1.5))
    stops = [(0.35, tone(rng, 0.6, 0.25, 0.72, 0.05)), (0.65, tone(rng, 0.6, 0.04, 0.9, 0.03))]
    shade = b.ramp(drifts.fac, stops, pick(rng, "LINEAR", "EASE"))
    glints = b.voronoi(place, scale=rng.uniform(20, 30))
    spark = b.ramp(glints.distance, [(0.08, 1.0), (rng.uniform(0.12, 0.2), 0.0)])
    colour = b.mix(spark, shade, 1.0)
    normal = b.bump(height=drifts.fac, distance=rng.uniform(0.3, 0.6))
    if chance(rng):
        crust = b.noise(place, scale=rng.uniform(20, 40), detail=4)
        normal = b.bump(height=crust.fac, distance=rng.uniform(0.02, 0.05), normal=normal)
    b.output(b.principled(graded(b, rng, colour), roughness=0.8, normal=normal, subsurface_weight=pick(rng, None, 0.1)))


def cracked_earth(b: Builder, rng) -> None:
    """Dried mud in plates, with dark gaps."""
    place = warped(b, rng, plane(b, rng), rng.uniform(4, 8), rng.uniform(0.04, 0.08), 5)
    plates = b.voronoi(place, scale=rng.uniform(4, 6.5), feature="DISTANCE_TO_EDGE", voronoi_dimensions="2D")
    if chance(rng):
        small = b.voronoi(place, scale=rng.uniform(10, 14), feature="DISTANCE_TO_EDGE", voronoi_dimensions="2D")
        gap = b.math("MINIMUM", plates.distance, b.math("MULTIPLY", small.distance, rng.uniform(1.5, 2.5)))
    else:
        gap = plates.distance
    height = b.ramp(gap, [(0.0, 0.0), (rng.uniform(0.04, 0.07), 0.7), (0.2, 1.0)])
    dust = b.noise(place, scale=rng.uniform(6, 12), detail=8, roughness=0.65)
    hue = pick(rng, 0.07, 0.09, 0.04)
    mud = b.ramp(dust.fac, [(0.3, tone(rng, hue, 0.4, 0.5)), (0.7, tone(rng, hue, 0.35, 0.8))])
    colour = b.mix(1.0, mud, height, "MULTIPLY")
    b.output(b.principled(graded(b, rng, colour), roughness=0.95, normal=relief(b, rng, height, 0.06, 0.9)))


def moss(b: Builder, rng) -> None:
    """Soft green cushions."""
    place = plane(b, rng, is_flat=False)
    cushions = b.voronoi(
        warped(b, rng, place, rng.uniform(5, 9), 0.05), scale=rng.uniform(4, 7), feature="SMOOTH_F1", smoothness=rng.uniform(0.3, 0.7)
    )
    leaves = b.noise(place, scale=rng.uniform(30, 45), detail=5, roughness=0.7)
    height = b.math("MULTIPLY_ADD", cushions.distance, rng.uniform(-0.7, -0.5), b.math("MULTIPLY", leaves.fac, rng.uniform(0.9, 1.2)))
    hue = rng.uniform(0.22, 0.32)
    stops = [(0.0, tone(rng, hue, 0.7, 0.1, 0.04)), (0.17, tone(rng, hue, 0.65, 0.5)), (0.4, tone(rng, hue - 0.05, 0.6, 0.85))]
    if chance(rng):
        stops.insert(0, (0.0, tone(rng, 0.08, 0.5, 0.2)))
        stops[1] = (0.05, stops[1][1])
    b.output(b.principled(b.ramp(height, stops), roughness=0.95, normal=b.bump(height=height, distance=rng.uniform(0.06, 0.12))))


def grass(b: Builder, rng) -> None:
    """Blades, in layers that lie in different directions."""
    place = plane(b, rng, is_flat=False)
    layers = []
    for slant in (rng.uniform(-0.5, -0.2), rng.uniform(0.2, 0.5)):
        blades = b.mapping(place, rotation=(0, 0, slant), scale=(rng.uniform(25, 40), rng.uniform(2, 4), 1))
        layers.append(b.noise(blades, scale=1.0, detail=rng.uniform(1, 3), distortion=rng.uniform(0.3, 1)).fac)
    height = b.math(pick(rng, "MAXIMUM", "MAXIMUM", "SMOOTH_MAX"), *layers)
    hue = rng.uniform(0.24, 0.32)
    stops = [(0.38, tone(rng, hue, 0.8, 0.1, 0.05)), (0.52, tone(rng, hue, 0.7, 0.45)), (0.7, tone(rng, hue - 0.06, 0.55, 0.9))]
    colour = b.ramp(height, stops)
    if chance(rng):
        dry = b.noise(place, scale=rng.uniform(2, 3), detail=4)
        colour = b.mix(b.ramp(dry.fac, [(0.5, 0.0), (0.7, 0.7)]), colour, tone(rng, 0.13, 0.5, 0.7), "COLOR")
    b.output(b.principled(colour, roughness=0.7, normal=relief(b, rng, height, 0.08)))


def gravel(b: Builder, rng) -> None:
    """Loose pebbles of many shades."""
    place = warped(b, rng, plane(b, rng), rng.uniform(5, 9), rng.uniform(0.01, 0.03))
    stones = b.voronoi(place, scale=rng.uniform(10, 15), voronoi_dimensions="2D", randomness=rng.uniform(0.8, 1))
    parts = b.separate_color(stones.color)
    hue = pick(rng, 0.08, 0.6, 0.02)
    stops = [
        (0.0, tone(rng, hue, 0.1, 0.3)),
        (0.35, tone(rng, hue, 0.3, 0.55)),
        (0.7, tone(rng, 0.1, 0.15, 0.75)),
        (1.0, tone(rng, 0.1, 0.05, 0.95)),
    ]
    shade = b.ramp(parts.red, stops, pick(rng, "LINEAR", "CONSTANT"))
    round_ = b.ramp(stones.distance, [(0.0, 1.0), (0.35, 0.75), (0.65, 0.04)], "EASE")
    if chance(rng):
        speckle = b.noise(place, scale=rng.uniform(40, 60), detail=4)
        shade = b.mix(0.6, shade, speckle.fac, "OVERLAY")
    colour = b.mix(1.0, shade, round_, "MULTIPLY")
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.5, 0.8), normal=relief(b, rng, round_, 0.07)))


def fallen_leaves(b: Builder, rng) -> None:
    """Autumn leaves of many colours over each other, with their veins."""
    place = warped(b, rng, plane(b, rng), rng.uniform(5, 8), rng.uniform(0.04, 0.07))
    leaves = b.voronoi(place, scale=rng.uniform(5, 8), distance="MINKOWSKI", exponent=rng.uniform(0.55, 0.8), voronoi_dimensions="2D")
    stops = [
        (0.0, tone(rng, 0.02, 0.8, 0.5)),
        (0.3, tone(rng, 0.07, 0.85, 0.85)),
        (0.6, tone(rng, 0.12, 0.8, 0.9)),
        (0.85, tone(rng, pick(rng, 0.2, 0.04), 0.6, 0.45)),
    ]
    colour = b.ramp(b.separate_color(leaves.color).red, stops, pick(rng, "CONSTANT", "LINEAR"))
    veins = b.math("PINGPONG", b.math("MULTIPLY", leaves.distance, rng.uniform(8, 14)), 1.0)
    if chance(rng):
        colour = b.mix(0.4, colour, veins, "SOFT_LIGHT")
    else:
        colour = b.mix(b.math("GREATER_THAN", veins, 0.85), colour, tone(rng, 0.1, 0.6, 0.8))
    shadow = b.ramp(leaves.distance, [(0.4, 1.0), (rng.uniform(0.9, 1), 0.1)])
    b.output(b.principled(b.mix(1.0, colour, shadow, "MULTIPLY"), roughness=0.7, normal=relief(b, rng, shadow, 0.06)))


FAMILIES = (terrain, sand, snow, cracked_earth, moss, grass, gravel, fallen_leaves)
