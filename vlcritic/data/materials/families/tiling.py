"""Regular patterns that are built: bricks, tiles, panes, boards of circuits."""

from __future__ import annotations

from vlcritic.data.materials.builder import Builder, Out
from vlcritic.data.materials.families.draws import chance, fine, graded, pick, plane, relief, tone, warped


def hexagons(b: Builder, place: Out) -> tuple[Out, Out]:
    """Hexagons of width 1: how far from the centre, 0 to 0.5 at the edge, and the way from the centre to the point.

    A hexagonal lattice is two rectangular ones of 1 by √3, the second in the middle of the first; the nearer centre owns the point.
    """
    half = (0.5, 0.866, 0.0)
    first = b.vector_math("WRAP", place, half, (-0.5, -0.866, 0.0))
    second = b.vector_math("WRAP", b.vector_math("ADD", place, half), half, (-0.5, -0.866, 0.0))
    nearer = b.math("LESS_THAN", b.vector_math("LENGTH", second), b.vector_math("LENGTH", first))
    offset = b.mix_vector(nearer, first, second)
    side = b.vector_math("ABSOLUTE", offset)
    edge = b.math("MAXIMUM", b.separate_xyz(side).x, b.vector_math("DOT_PRODUCT", side, half))
    return edge, offset


def brick(b: Builder, rng) -> None:
    """A brick wall with mortar."""
    place = plane(b, rng)
    if chance(rng, 0.4):
        place = warped(b, rng, place, rng.uniform(8, 14), 0.006)
    hue = pick(rng, 0.02, 0.04, 0.08)
    mortar = tone(rng, 0.1, 0.1, pick(rng, 0.8, 0.45))
    wall = b.brick(
        place, tone(rng, hue, 0.65, 0.65), tone(rng, hue, 0.6, 0.4), mortar, scale=rng.uniform(1.8, 3), offset=pick(rng, 0.5, 0.5, 0.33),
        mortar_size=rng.uniform(0.015, 0.03), mortar_smooth=rng.uniform(0.1, 0.6), bias=rng.uniform(-0.4, 0.2),
    )  # fmt: skip
    grain = b.noise(place, scale=rng.uniform(12, 25), detail=rng.uniform(5, 9), roughness=0.65)
    colour = b.mix(rng.uniform(0.4, 0.8), wall.color, grain.fac, pick(rng, "OVERLAY", "SOFT_LIGHT"))
    if chance(rng, 0.3):
        soot = b.noise(place, scale=rng.uniform(1, 2), detail=4)
        colour = b.mix(b.ramp(soot.fac, [(0.45, 0.0), (0.7, 0.7)]), colour, 0.03)
    height = b.math("MULTIPLY_ADD", wall.fac, -1.0, b.math("MULTIPLY", grain.fac, 0.4))
    b.output(b.principled(colour, roughness=rng.uniform(0.75, 0.95), normal=b.bump(height=height, distance=rng.uniform(0.03, 0.06))))


def square_tiles(b: Builder, rng) -> None:
    """Glazed bathroom tiles in straight rows."""
    place = plane(b, rng, turn=pick(rng, 0.0, 0.0, 0.785))
    hue, saturation = rng.uniform(0, 1), rng.uniform(0.3, 0.7)
    tiles = b.brick(
        place, tone(rng, hue, saturation, 0.8), tone(rng, hue + rng.uniform(-0.05, 0.05), saturation, 0.55), tone(rng, 0.1, 0.05, 0.9),
        scale=rng.uniform(3, 6), mortar_size=rng.uniform(0.02, 0.04), mortar_smooth=0.3, brick_width=1.0, row_height=1.0, offset=0.0,
    )  # fmt: skip
    colour = tiles.color
    if chance(rng):
        glaze = b.noise(place, scale=rng.uniform(6, 12), detail=3, distortion=rng.uniform(0, 2))
        colour = b.mix(0.5, colour, glaze.fac, "SOFT_LIGHT")
    matt = b.map_range(tiles.fac, 0, 1, rng.uniform(0.25, 0.35), 0.8)
    height = b.invert(tiles.fac) if chance(rng) else b.math("SUBTRACT", 1.0, tiles.fac)
    b.output(b.principled(graded(b, rng, colour), roughness=matt, normal=b.bump(height=height, distance=rng.uniform(0.02, 0.05))))


def hexagon_tiles(b: Builder, rng) -> None:
    """Six-sided floor tiles with joints, each of its own shade."""
    scale = rng.uniform(4, 7)
    place = plane(b, rng, (scale, scale), pick(rng, 0.0, 0.524))
    edge, offset = hexagons(b, place)
    centre = b.vector_math("SUBTRACT", place, offset)
    count, hue = int(rng.integers(2, 5)), rng.uniform(0, 1)
    stops = [(0.3 + 0.4 * k / count, tone(rng, hue + 0.15 * k, pick(rng, 0.1, 0.6), rng.uniform(0.3, 0.9))) for k in range(count)]
    each = b.ramp(b.noise(centre, scale=pick(rng, 2.37, 3.19), detail=0).fac, stops, "CONSTANT")
    joint = b.ramp(edge, [(rng.uniform(0.42, 0.45), 0.0), (0.47, 1.0)])
    colour = b.mix(joint, each, tone(rng, 0.1, 0.05, pick(rng, 0.2, 0.9)))
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.35, 0.7), normal=relief(b, rng, joint, -0.03)))


def honeycomb(b: Builder, rng) -> None:
    """Walls of wax around cells of honey."""
    scale = rng.uniform(5, 8)
    place = plane(b, rng, (scale, scale), pick(rng, 0.0, 0.524))
    is_even = chance(rng)
    bent = place if is_even else warped(b, rng, place, rng.uniform(0.4, 0.8), rng.uniform(0.05, 0.12))
    edge, offset = hexagons(b, bent)
    honey = b.ramp(edge, [(0.0, tone(rng, 0.1, 0.9, 0.95)), (0.3, tone(rng, 0.08, 0.95, 0.75)), (0.42, tone(rng, 0.05, 0.9, 0.3))])
    if is_even and chance(rng, 0.8):
        fill = b.noise(b.vector_math("SUBTRACT", bent, offset), scale=1.7, detail=0)
        honey = b.mix(b.ramp(fill.fac, [(0.4, 0.0), (0.6, 0.7)]), honey, tone(rng, 0.06, 0.9, 0.25), "MULTIPLY")
    wall = b.ramp(edge, [(0.4, 0.0), (rng.uniform(0.42, 0.45), 1.0)])
    colour = b.mix(wall, honey, tone(rng, 0.12, 0.65, 0.9))
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.3, 0.5), normal=relief(b, rng, wall, 0.08)))


def checkerboard(b: Builder, rng) -> None:
    """Squares of two colours in turn, polished."""
    place = plane(b, rng, turn=pick(rng, 0.0, 0.0, 0.785))
    hue, light = rng.uniform(0, 1), tone(rng, 0.1, 0.08, 0.92)
    dark = pick(rng, tone(rng, hue, 0.1, 0.08), tone(rng, hue, 0.8, 0.55))
    squares = b.checker(place, dark, light, scale=rng.uniform(4, 9))
    colour = squares.color
    if chance(rng, 0.6):
        veins = b.noise(place, scale=rng.uniform(3, 6), detail=8, distortion=rng.uniform(1, 3))
        colour = b.mix(
            rng.uniform(0.3, 0.6), colour, b.ramp(veins.fac, [(0.35, 0.1), (0.5, 0.9), (0.65, 0.3)]), pick(rng, "SOFT_LIGHT", "OVERLAY")
        )
    b.output(b.principled(colour, roughness=fine(b, rng, place, 8, 0.3, 0.5)))


def stained_glass(b: Builder, rng) -> None:
    """Panes of strong colours held by lead."""
    place = plane(b, rng)
    if chance(rng):
        place = warped(b, rng, place, rng.uniform(1, 3), rng.uniform(0.04, 0.1))
    scale, metric, randomness = rng.uniform(4, 7), pick(rng, "EUCLIDEAN", "EUCLIDEAN", "MANHATTAN"), rng.uniform(0.6, 1)
    panes = b.voronoi(place, scale=scale, randomness=randomness, distance=metric, voronoi_dimensions="2D")
    vivid = b.hue_saturation(rng.uniform(0.3, 0.7), rng.uniform(0.9, 1.3), rng.uniform(0.45, 0.6), color=panes.color)
    if metric == "EUCLIDEAN":
        edge = b.voronoi(place, scale=scale, randomness=randomness, voronoi_dimensions="2D", feature="DISTANCE_TO_EDGE").distance
    else:
        second = b.voronoi(place, scale=scale, randomness=randomness, distance=metric, voronoi_dimensions="2D", feature="F2")
        edge = b.math("SUBTRACT", second.distance, panes.distance)
    glass = b.ramp(edge, [(rng.uniform(0.025, 0.05), 0.0), (rng.uniform(0.06, 0.08), 1.0)])
    wavy = b.noise(place, scale=rng.uniform(8, 14), detail=2)
    colour = b.mix(glass, 0.02, b.mix(0.6, vivid, wavy.fac, "SOFT_LIGHT"))
    if chance(rng):
        b.output(b.principled(colour, roughness=0.6, emission_color=colour, emission_strength=rng.uniform(0.2, 0.5)))
    else:
        b.output(b.principled(colour, roughness=rng.uniform(0.4, 0.6), normal=relief(b, rng, glass, -0.05)))


def circuit(b: Builder, rng) -> None:
    """A board with copper tracks and round pads."""
    place = plane(b, rng)
    scale = rng.uniform(5, 8)
    cells = b.voronoi(place, scale=scale, distance="CHEBYCHEV", voronoi_dimensions="2D", randomness=rng.uniform(0.8, 1))
    rings = b.math("PINGPONG", b.math("MULTIPLY", cells.distance, rng.uniform(3, 5)), 0.5)
    tracks = b.math("GREATER_THAN", rings, rng.uniform(0.32, 0.4))
    dots = b.voronoi(place, scale=scale, voronoi_dimensions="2D", distance="CHEBYCHEV", randomness=0.0)
    pads = b.math("LESS_THAN", dots.distance, rng.uniform(0.12, 0.2))
    copper = b.math("MAXIMUM", tracks, pads) if chance(rng, 0.6) else b.math("SUBTRACT", tracks, pads, use_clamp=True)
    board = tone(rng, pick(rng, 0.38, 0.38, 0.6), 0.8, 0.35)
    colour = b.mix(copper, board, tone(rng, *pick(rng, (0.1, 0.6, 0.9), (0.35, 0.6, 0.7))))
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.35, 0.5), normal=relief(b, rng, copper, 0.02)))


def herringbone(b: Builder, rng) -> None:
    """Narrow blocks in zigzag rows."""
    axes = b.separate_xyz(plane(b, rng, (rng.uniform(3, 5),) * 2))
    tooth = b.math("PINGPONG", axes.x, 1.0)
    along = b.math("MULTIPLY", b.math("ADD", axes.y, tooth), rng.uniform(2, 3))
    gap = b.math("MINIMUM", b.math("PINGPONG", along, 0.5), b.math("MULTIPLY", b.math("PINGPONG", axes.x, 0.5), 2.0))
    joint = b.ramp(gap, [(0.04, 0.1), (rng.uniform(0.1, 0.14), 1.0)])
    block = b.white_noise(b.combine_xyz(b.math("FLOOR", axes.x), b.math("FLOOR", along)), noise_dimensions="2D")
    hue = pick(rng, 0.07, 0.07, 0.6, 0.02)
    shade = b.ramp(block.value, [(0.0, tone(rng, hue, 0.45, 0.5)), (0.5, tone(rng, hue, 0.5, 0.65)), (1.0, tone(rng, hue, 0.4, 0.8))])
    grain = b.noise(b.combine_xyz(tooth, along), scale=rng.uniform(3, 5), detail=6, roughness=0.6)
    colour = b.mix(1.0, b.mix(0.6, shade, grain.fac, "OVERLAY"), joint, "MULTIPLY")
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.4, 0.7), normal=relief(b, rng, joint, 0.02)))


FAMILIES = (brick, square_tiles, hexagon_tiles, honeycomb, checkerboard, stained_glass, circuit, herringbone)
