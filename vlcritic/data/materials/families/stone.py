"""Stone, and what is made of it."""

from __future__ import annotations

from vlcritic.data.materials.builder import Builder
from vlcritic.data.materials.families.draws import chance, fine, graded, pick, plane, relief, tone, warped


def marble(b: Builder, rng) -> None:
    """Pale polished stone with soft clouds and bent veins."""
    place = plane(b, rng, is_flat=False, turn=rng.uniform(0, 3))
    if chance(rng):
        veins = b.wave(
            place, scale=rng.uniform(0.5, 1), distortion=rng.uniform(8, 14), detail=rng.uniform(4, 8), detail_scale=rng.uniform(1, 1.6)
        ).fac
    else:
        folded = b.math("SUBTRACT", b.noise(place, scale=rng.uniform(1.5, 2.5), detail=8, distortion=rng.uniform(0.5, 1.2)).fac, 0.5)
        veins = b.math("MULTIPLY", b.math("ABSOLUTE", folded), rng.uniform(6, 9), use_clamp=True)
    hue, body = rng.uniform(0, 1), rng.uniform(0.85, 0.97)
    stops = [
        (0.0, tone(rng, hue, 0.12, 0.25)),
        (0.12, tone(rng, hue, 0.08, 0.6)),
        (rng.uniform(0.3, 0.5), tone(rng, hue, 0.04, body, 0.03)),
    ]
    colour = b.ramp(veins, stops)
    if chance(rng):
        clouds = b.noise(place, scale=rng.uniform(2, 4), detail=5)
        colour = b.mix(b.ramp(clouds.fac, [(0.4, 0.0), (0.7, 0.5)]), colour, tone(rng, hue, 0.15, 0.55))
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.25, 0.45), coat_weight=pick(rng, None, 0.3)))


def veined_stone(b: Builder, rng) -> None:
    """Dark stone with thin bright or golden veins."""
    place = plane(b, rng, is_flat=False)
    bent = warped(b, rng, place, rng.uniform(2, 4), rng.uniform(0.12, 0.25), 6)
    cells = b.voronoi(bent, scale=rng.uniform(1.5, 3), feature="DISTANCE_TO_EDGE")
    veins = b.ramp(cells.distance, [(0.0, 1.0), (rng.uniform(0.02, 0.04), 0.2), (0.09, 0.0)])
    hue = pick(rng, 0.35, 0.6, 0.95, 0.7)
    body = b.ramp(b.noise(bent, scale=3, detail=8).fac, [(0.3, tone(rng, hue, 0.6, 0.1, 0.05)), (0.75, tone(rng, hue, 0.5, 0.35))])
    colour = b.mix(veins, body, tone(rng, *pick(rng, (0.1, 0.05, 0.95), (0.12, 0.65, 0.9))))
    is_metal = chance(rng, 0.3)
    b.output(b.principled(colour, metallic=b.math("MULTIPLY", veins, 0.8) if is_metal else 0.0, roughness=rng.uniform(0.3, 0.5)))


def granite(b: Builder, rng) -> None:
    """Crystals of three or four shades, packed."""
    place = plane(b, rng, is_flat=False)
    grains = b.voronoi(place, scale=rng.uniform(22, 36), detail=pick(rng, 0, 1))
    mixed = b.mix(0.35, grains.color, b.noise(place, scale=rng.uniform(12, 20), detail=6, roughness=0.7).color, "OVERLAY")
    hue = pick(rng, 0.02, 0.02, 0.6, 0.08)
    stops = [(0.0, 0.01), (0.33, tone(rng, hue, 0.15, 0.45)), (0.52, tone(rng, hue, 0.45, 0.65)), (0.7, tone(rng, hue, 0.06, 0.85, 0.05))]
    if chance(rng):
        stops.pop(1)
    colour = b.ramp(b.rgb_to_bw(mixed), stops, pick(rng, "CONSTANT", "LINEAR"))
    b.output(b.principled(colour, roughness=fine(b, rng, place, 20, 0.35, 0.6)))


def agate(b: Builder, rng) -> None:
    """Thin bands of colour that follow each other around an uneven core."""
    place = plane(b, rng, is_flat=False)
    field = b.noise(place, scale=rng.uniform(0.9, 1.5), detail=rng.uniform(1, 3), distortion=rng.uniform(0.3, 1.2))
    band = b.math("PINGPONG", b.math("MULTIPLY", field.fac, rng.uniform(6, 10)), 1.0)
    hue = rng.uniform(0, 1)
    count = int(rng.integers(5, 9))
    stops = [
        (k / (count - 1), tone(rng, hue + rng.uniform(-0.08, 0.08), rng.uniform(0.2, 0.8), rng.uniform(0.25, 0.95), 0.05))
        for k in range(count)
    ]
    colour = b.ramp(band, stops, pick(rng, "LINEAR", "EASE"))
    if chance(rng):
        lines = b.math("FRACT", b.math("MULTIPLY", field.fac, rng.uniform(30, 50)))
        colour = b.mix(0.3, colour, lines, "SOFT_LIGHT")
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.2, 0.4), coat_weight=pick(rng, None, rng.uniform(0.1, 0.6))))


def terrazzo(b: Builder, rng) -> None:
    """Coloured chips set in pale cement."""
    place = plane(b, rng)
    bent = warped(b, rng, place, rng.uniform(8, 14), rng.uniform(0.02, 0.04))
    scale = rng.uniform(7, 11)
    chips = b.voronoi(bent, scale=scale, voronoi_dimensions="2D")
    edge = b.voronoi(bent, scale=scale, voronoi_dimensions="2D", feature="DISTANCE_TO_EDGE")
    inside = b.math("GREATER_THAN", edge.distance, rng.uniform(0.1, 0.2))
    parts = b.separate_color(chips.color)
    hues = rng.permutation([0.02, 0.1, 0.45, 0.6, 0.95])[: int(rng.integers(3, 6))]
    stops = [(k / len(hues), tone(rng, hue, rng.uniform(0.2, 0.7), rng.uniform(0.3, 0.8))) for k, hue in enumerate(hues)]
    shown = b.math("MULTIPLY", inside, b.math("GREATER_THAN", parts.green, rng.uniform(0.1, 0.4))) if chance(rng) else inside
    ground = tone(rng, 0.1, 0.08, 0.88, 0.06)
    colour = b.mix(shown, ground, b.ramp(parts.red, stops, "CONSTANT"))
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.35, 0.6)))


def cobblestone(b: Builder, rng) -> None:
    """Round stones with earth between them."""
    place = warped(b, rng, plane(b, rng), rng.uniform(4, 8), rng.uniform(0.02, 0.04))
    scale, randomness = rng.uniform(4.5, 7), rng.uniform(0.5, 0.9)
    edge = b.voronoi(place, scale=scale, randomness=randomness, voronoi_dimensions="2D", feature="DISTANCE_TO_EDGE")
    stones = b.voronoi(place, scale=scale, randomness=randomness, voronoi_dimensions="2D")
    height = b.ramp(edge.distance, [(0.0, 0.0), (0.1, 0.45), (0.25, 0.85), (0.5, 1.0)], pick(rng, "EASE", "B_SPLINE"))
    hue = pick(rng, 0.6, 0.08, 0.1)
    each = b.ramp(b.separate_color(stones.color).red, [(0.0, tone(rng, hue, 0.1, 0.35)), (1.0, tone(rng, hue, 0.15, 0.7))])
    grain = b.noise(place, scale=rng.uniform(20, 35), detail=6, roughness=0.65)
    worn = b.mix(0.6, each, grain.fac, "OVERLAY")
    colour = b.mix(b.ramp(height, [(0.1, 0.0), (0.45, 1.0)]), tone(rng, pick(rng, 0.08, 0.25), 0.4, 0.18, 0.06), worn)
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.6, 0.9), normal=relief(b, rng, height, 0.12, 0.9)))


def concrete(b: Builder, rng) -> None:
    """Grey, blotched, with small pores."""
    place = plane(b, rng, is_flat=False)
    blotches = b.noise(place, scale=rng.uniform(2, 4), detail=10, roughness=rng.uniform(0.6, 0.75))
    colour = b.ramp(blotches.fac, [(0.3, tone(rng, 0.1, 0.05, 0.42, 0.05)), (0.7, tone(rng, 0.12, 0.05, 0.72, 0.05))])
    pores = b.voronoi(place, scale=rng.uniform(14, 22))
    holes = b.ramp(pores.distance, [(rng.uniform(0.08, 0.14), 0.12), (0.2, 1.0)])
    if chance(rng):
        edges = b.brick(place, 1.0, 1.0, 0.2, scale=1.0, mortar_size=0.008, brick_width=1.1, row_height=rng.uniform(0.5, 0.8))
        holes = b.mix(1.0, holes, edges.color, "MULTIPLY")
    colour = b.mix(1.0, colour, holes, "MULTIPLY")
    b.output(b.principled(colour, roughness=rng.uniform(0.75, 0.95), normal=relief(b, rng, holes, 0.02)))


def plaster(b: Builder, rng) -> None:
    """A wall of one colour with the strokes of the trowel."""
    place = plane(b, rng, (rng.uniform(1, 1.5), rng.uniform(1, 1.5)), rng.uniform(0, 3), is_flat=False)
    strokes = b.noise(
        b.mapping(place, scale=(1, rng.uniform(2, 3), 1)), scale=rng.uniform(3, 5), detail=rng.uniform(3, 6), distortion=rng.uniform(1, 2.5)
    )
    height = strokes.fac
    if chance(rng):
        height = b.mix_value(0.2, height, b.noise(place, scale=rng.uniform(30, 50), detail=2).fac)
    hue, saturation = rng.uniform(0, 1), rng.uniform(0.1, 0.45)
    colour = tone(rng, hue, saturation, 0.82)
    if chance(rng):
        colour = b.ramp(height, [(0.3, tone(rng, hue, saturation + 0.1, 0.7)), (0.7, colour)])
    b.output(b.principled(colour, roughness=rng.uniform(0.7, 0.95), normal=b.bump(height=height, distance=rng.uniform(0.15, 0.3))))


def sandstone(b: Builder, rng) -> None:
    """Layers of sediment, laid flat and bent a little."""
    place = plane(b, rng, (rng.uniform(0.4, 0.8), rng.uniform(2.5, 4)), rng.uniform(-0.15, 0.15), is_flat=False)
    bent = warped(b, rng, place, rng.uniform(0.8, 1.5), rng.uniform(0.15, 0.35), 3)
    layers = b.noise(b.mapping(bent, scale=(0.05, 1, 1)), scale=rng.uniform(2, 3), detail=rng.uniform(5, 9), roughness=0.65)
    count = int(rng.integers(4, 7))
    stops = [(0.3 + 0.4 * k / (count - 1), tone(rng, rng.uniform(0.03, 0.1), 0.5, rng.uniform(0.4, 0.95))) for k in range(count)]
    colour = b.ramp(layers.fac, stops)
    grain = b.noise(place, scale=rng.uniform(30, 50), detail=3)
    if chance(rng):
        colour = b.mix(0.4, colour, grain.fac, pick(rng, "OVERLAY", "SOFT_LIGHT"))
        normal = relief(b, rng, layers.fac, 0.2)
    else:
        normal = b.bump(height=grain.fac, distance=0.02, normal=relief(b, rng, layers.fac, 0.2))
    b.output(b.principled(colour, roughness=0.9, normal=normal))


FAMILIES = (marble, veined_stone, granite, agate, terrazzo, cobblestone, concrete, plaster, sandstone)
