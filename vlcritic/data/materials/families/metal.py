"""Metals, bare, worked or corroded. The plane faces the light, so a metal shows by the slopes of its surface."""

from __future__ import annotations

from vlcritic.data.materials.builder import Builder
from vlcritic.data.materials.families.draws import chance, fine, graded, pick, plane, relief, tone, warped

STEEL, GOLD, COPPER, BRASS = (0.6, 0.05, 0.75), (0.12, 0.6, 0.95), (0.05, 0.55, 0.85), (0.13, 0.5, 0.8)


def rust(b: Builder, rng) -> None:
    """Iron that is rusted in patches."""
    place = plane(b, rng, is_flat=False)
    patches = b.noise(place, scale=rng.uniform(2, 3.5), detail=10, roughness=rng.uniform(0.6, 0.7), distortion=rng.uniform(0, 0.6))
    where = b.ramp(patches.fac, [(rng.uniform(0.4, 0.5), 0.0), (rng.uniform(0.53, 0.6), 1.0)])
    grain = b.noise(place, scale=rng.uniform(14, 25), detail=8, roughness=0.7)
    stops = [(0.3, tone(rng, 0.02, 0.7, 0.25)), (0.5, tone(rng, 0.05, 0.8, 0.6)), (0.7, tone(rng, 0.08, 0.75, 0.85))]
    flakes = b.ramp(grain.fac, stops if chance(rng) else stops[::2])
    iron = tone(rng, 0.6, pick(rng, 0.05, 0.25), 0.5)
    colour = b.mix(where, iron, flakes)
    height = b.mix(1.0, where, grain.fac, "MULTIPLY") if chance(rng) else where
    b.output(
        b.principled(
            graded(b, rng, colour),
            b.map_range(where, 0, 1, 0.6, 0),
            b.map_range(where, 0, 1, 0.5, 0.9),
            normal=b.bump(height=height, distance=0.06),
        )
    )


def brushed_metal(b: Builder, rng) -> None:
    """Fine parallel scratches, straight or around a centre."""
    metal = tone(rng, *pick(rng, STEEL, STEEL, GOLD, COPPER))
    if chance(rng, 0.65):
        place = plane(b, rng, (1, rng.uniform(60, 110)), pick(rng, 0.0, 1.571), is_flat=False)
    else:
        radius = b.vector_math("LENGTH", b.coordinates().object)
        place = b.combine_xyz(b.math("MULTIPLY", radius, rng.uniform(50, 80)))
    scratches = b.noise(place, scale=rng.uniform(0.8, 1.5), detail=rng.uniform(2, 5), roughness=0.7)
    colour = b.mix(b.ramp(scratches.fac, [(0.35, 0.0), (0.65, 1.0)]), metal, tuple(0.35 * x for x in metal))
    rough = b.map_range(scratches.fac, 0.3, 0.7, rng.uniform(0.3, 0.4), rng.uniform(0.5, 0.6))
    b.output(b.principled(colour, 0.9, rough, anisotropic=rng.uniform(0, 0.8), normal=relief(b, rng, scratches.fac, 0.02)))


def hammered_metal(b: Builder, rng) -> None:
    """Dents of a round hammer, side by side."""
    metal = tone(rng, *pick(rng, STEEL, GOLD, COPPER, BRASS))
    place = plane(b, rng)
    feature = pick(rng, "F1", "SMOOTH_F1")
    dents = b.voronoi(
        place,
        scale=rng.uniform(5, 9),
        feature=feature,
        smoothness=rng.uniform(0.1, 0.4) if feature == "SMOOTH_F1" else None,
        voronoi_dimensions="2D",
    )
    colour = metal
    if chance(rng):
        stain = b.noise(place, scale=rng.uniform(2, 4), detail=5)
        colour = b.mix(b.ramp(stain.fac, [(0.4, 0.0), (0.7, 0.8)]), metal, tuple(0.3 * x for x in metal))
    bump = b.bump(height=dents.distance, strength=rng.uniform(0.7, 1), distance=rng.uniform(0.15, 0.3))
    b.output(b.principled(colour, rng.uniform(0.85, 1), rng.uniform(0.35, 0.5), normal=bump))


def galvanised_steel(b: Builder, rng) -> None:
    """Zinc crystals: flat grey flakes, some darker, some bluish."""
    place = plane(b, rng)
    bent = warped(b, rng, place, rng.uniform(4, 8), rng.uniform(0.02, 0.06))
    flakes = b.voronoi(bent, scale=rng.uniform(7, 12), voronoi_dimensions="2D", distance=pick(rng, "EUCLIDEAN", "MANHATTAN"))
    shade = b.separate_color(flakes.color)
    stops = [(0.0, tone(rng, 0.6, 0.1, 0.4)), (0.6, tone(rng, 0.58, 0.08, 0.65)), (1.0, tone(rng, 0.55, 0.04, 0.85))]
    colour = b.ramp(shade.red, stops if chance(rng) else stops[::2])
    if chance(rng):
        frost = b.noise(place, scale=rng.uniform(20, 40), detail=4)
        colour = b.mix(0.35, colour, frost.fac, "OVERLAY")
    rough = b.map_range(shade.green, 0, 1, rng.uniform(0.35, 0.45), rng.uniform(0.55, 0.7))
    b.output(b.principled(colour, rng.uniform(0.5, 0.75), rough))


def copper_patina(b: Builder, rng) -> None:
    """Copper under a green crust that runs down."""
    place = plane(b, rng, (1, rng.uniform(0.35, 0.8)), is_flat=False)
    runs = b.noise(place, scale=rng.uniform(3, 5), detail=8, roughness=0.65, distortion=rng.uniform(0.2, 1))
    where = b.ramp(runs.fac, [(rng.uniform(0.42, 0.46), 0.0), (rng.uniform(0.5, 0.58), 1.0)])
    crust = b.ramp(
        b.noise(place, scale=rng.uniform(12, 20), detail=6).fac, [(0.35, tone(rng, 0.48, 0.6, 0.45)), (0.65, tone(rng, 0.45, 0.4, 0.85))]
    )
    colour = b.mix(where, tone(rng, 0.045, 0.65, 0.65), crust)
    metallic = b.map_range(where, 0, 1, 0.6, 0) if chance(rng) else b.math("SUBTRACT", 0.6, where, use_clamp=True)
    b.output(b.principled(graded(b, rng, colour), metallic, rng.uniform(0.45, 0.65), normal=relief(b, rng, where, 0.03)))


def diamond_plate(b: Builder, rng) -> None:
    """Tread plate: raised lozenges that lie across each other."""
    scale, long_, thin = rng.uniform(4, 6), rng.uniform(2.8, 3.3), rng.uniform(7, 9)
    place = plane(b, rng, (scale, scale), pick(rng, 0.785, 0.0))
    lying = b.vector_math("WRAP", place, (0.5, 0.5, 0), (-0.5, -0.5, 0))
    beside = b.vector_math("ADD", place, (0.5, 0.5, 0))
    standing = b.vector_math("WRAP", beside, (0.5, 0.5, 0), (-0.5, -0.5, 0))
    first = b.vector_math("LENGTH", b.vector_math("MULTIPLY", lying, (long_, thin, 0)))
    second = b.vector_math("LENGTH", b.vector_math("MULTIPLY", standing, (thin, long_, 0)))
    height = b.map_range(b.math("MINIMUM", first, second), 0.7, 1.1, 1.0, 0.0, interpolation_type=pick(rng, "LINEAR", "SMOOTHSTEP"))
    colour = b.mix(height, tone(rng, 0.6, 0.08, 0.5), tone(rng, 0.6, 0.05, 0.85))
    if chance(rng):
        dirt = b.noise(place, scale=rng.uniform(0.5, 1), detail=8, roughness=0.65)
        colour = b.mix(b.ramp(dirt.fac, [(0.5, 0.0), (0.7, 0.7)]), colour, tone(rng, 0.06, 0.6, 0.3))
    b.output(b.principled(graded(b, rng, colour), rng.uniform(0.4, 0.7), rng.uniform(0.4, 0.55), normal=relief(b, rng, height, 0.06, 0.9)))


def corrugated_iron(b: Builder, rng) -> None:
    """Sheet bent in waves, streaked with rust or paint."""
    place = plane(b, rng, turn=pick(rng, 0.0, 0.0, 1.571))
    ridges = b.wave(place, scale=rng.uniform(1.6, 3), bands_direction="X", phase_offset=rng.uniform(0, 6))
    shade = b.ramp(ridges.fac, [(0.0, 0.2), (rng.uniform(0.4, 0.6), 0.75), (1.0, 1.0)])
    sheet = tone(rng, *pick(rng, (0.6, 0.1, 0.7), (0.6, 0.1, 0.7), (0.35, 0.4, 0.5), (0.0, 0.6, 0.6)))
    if chance(rng, 0.7):
        streaks = b.noise(b.mapping(place, scale=(4, 0.6, 1)), scale=rng.uniform(2, 3), detail=8, roughness=0.65)
        sheet = b.mix(b.ramp(streaks.fac, [(0.48, 0.0), (rng.uniform(0.56, 0.66), 1.0)]), sheet, tone(rng, 0.05, 0.75, 0.5))
    colour = b.mix(1.0, sheet, shade, "MULTIPLY")
    b.output(
        b.principled(
            graded(b, rng, colour),
            rng.uniform(0.1, 0.4),
            rng.uniform(0.45, 0.65),
            normal=b.bump(height=ridges.fac, distance=rng.uniform(0.05, 0.12)),
        )
    )


def gold_leaf(b: Builder, rng) -> None:
    """Crumpled foil, gold or silver."""
    place = plane(b, rng, is_flat=False)
    bent = warped(b, rng, place, rng.uniform(2, 4), rng.uniform(0.05, 0.12))
    folds = b.voronoi(bent, scale=rng.uniform(3, 5), detail=rng.uniform(0, 1.5), roughness=rng.uniform(0.2, 0.4))
    metal = pick(rng, GOLD, GOLD, STEEL, (0.02, 0.4, 0.9))
    if chance(rng):
        colour = b.ramp(folds.distance, [(0.1, tone(rng, metal[0] - 0.03, metal[1], 0.6)), (0.7, tone(rng, *metal))])
    else:
        colour = tone(rng, *metal)
    bump = b.bump(height=folds.distance, distance=rng.uniform(0.12, 0.25))
    b.output(b.principled(colour, 1.0, fine(b, rng, bent, 10, 0.3, 0.45), normal=bump))


FAMILIES = (rust, brushed_metal, hammered_metal, galvanised_steel, copper_patina, diamond_plate, corrugated_iron, gold_leaf)
