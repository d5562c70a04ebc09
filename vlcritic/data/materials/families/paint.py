"""Paint, paper and drawn patterns."""

from __future__ import annotations

from vlcritic.data.materials.builder import Builder
from vlcritic.data.materials.families.draws import chance, fine, graded, pick, plane, relief, tone, warped


def chipped_paint(b: Builder, rng) -> None:
    """Paint that has come off in flakes, with wood, rust or an older coat under it."""
    place = plane(b, rng, is_flat=False)
    flakes = b.noise(place, scale=rng.uniform(3, 5), detail=8, roughness=rng.uniform(0.5, 0.6))
    gone = rng.uniform(0.54, 0.6)
    bare = b.ramp(flakes.fac, [(gone, 0.0), (gone + 0.01, 1.0)])
    hue = rng.uniform(0, 1)
    under = tone(rng, *pick(rng, (0.08, 0.4, 0.55), (0.05, 0.65, 0.4), (0.1, 0.05, 0.75)))
    ground = b.ramp(b.noise(b.mapping(place, scale=(1, 12, 1)), scale=3, detail=6).fac, [(0.3, 0.05), (0.7, under)])
    coat = tone(rng, hue, 0.5, 0.75)
    if chance(rng):
        primer = b.ramp(flakes.fac, [(gone - 0.05, 0.0), (gone - 0.04, 1.0)])
        coat = b.mix(primer, coat, tone(rng, hue + 0.4, 0.2, 0.85))
    colour = b.mix(bare, coat, ground)
    b.output(
        b.principled(
            graded(b, rng, colour),
            roughness=b.map_range(bare, 0, 1, 0.4, 0.9),
            normal=b.bump(height=bare, distance=rng.uniform(0.03, 0.06), invert=True),
        )
    )


def glossy_paint(b: Builder, rng) -> None:
    """Car paint: a strong colour with metal flakes under a clear coat."""
    place = plane(b, rng, is_flat=False)
    flakes = b.voronoi(place, scale=rng.uniform(40, 60))
    hue = rng.uniform(0, 1)
    glitter = b.ramp(b.separate_color(flakes.color).red, [(0.5, 0.0), (1.0, rng.uniform(0.5, 0.9))])
    body = tone(rng, hue, 0.85, 0.6)
    if chance(rng):
        facing = b.layer_weight(rng.uniform(0.6, 0.8)).facing
        body = b.ramp(facing, [(0.0, body), (1.0, tone(rng, hue + rng.uniform(0.1, 0.3), 0.9, 0.4))])
    colour = b.mix(glitter, body, tone(rng, hue, 0.3, 1.0))
    b.output(b.principled(colour, rng.uniform(0.2, 0.5), rng.uniform(0.4, 0.5), coat_weight=1.0, coat_roughness=rng.uniform(0.03, 0.12)))


def paint_splatter(b: Builder, rng) -> None:
    """Drops and blots of several paints on a pale ground."""
    place = warped(b, rng, plane(b, rng), rng.uniform(6, 10), rng.uniform(0.03, 0.05))
    colour = tone(rng, 0.1, 0.05, 0.95, 0.05)
    hue = rng.uniform(0, 1)
    for k in range(int(rng.integers(2, 5))):
        blots = b.voronoi(b.mapping(place, (*rng.uniform(0, 9, 2), 0)), scale=rng.uniform(2.5, 6), voronoi_dimensions="2D")
        shape = b.math("LESS_THAN", blots.distance, rng.uniform(0.2, 0.32))
        colour = b.mix(shape, colour, tone(rng, hue + 0.27 * k, 0.8, rng.uniform(0.4, 0.9)))
    b.output(b.principled(colour, roughness=rng.uniform(0.35, 0.6), normal=relief(b, rng, colour, -0.02)))


def waves(b: Builder, rng) -> None:
    """Wavy bands, as on old prints."""
    axes = b.separate_xyz(plane(b, rng, turn=pick(rng, 0.0, 0.0, 0.785)))
    swing = b.math("SINE", b.math("MULTIPLY", axes.x, rng.uniform(9, 22)))
    if chance(rng):
        swing = b.math("ABSOLUTE", swing)
    bent = b.math("MULTIPLY_ADD", swing, rng.uniform(0.03, 0.08), axes.y)
    place = b.math("MULTIPLY", bent, rng.uniform(4, 8))
    band = b.math("FRACT", place) if chance(rng, 0.7) else b.math("PINGPONG", place, 1.0)
    hue, count = rng.uniform(0, 1), int(rng.integers(2, 5))
    stops = [(k / count, tone(rng, hue + 0.08 * k, pick(rng, 0.2, 0.7), 0.25 + 0.65 * k / (count - 1), 0.05)) for k in range(count)]
    colour = b.ramp(band, stops, pick(rng, "CONSTANT", "CONSTANT", "LINEAR"))
    b.output(b.principled(colour, roughness=rng.uniform(0.5, 0.8)) if chance(rng) else b.diffuse(colour))


def crumpled_paper(b: Builder, rng) -> None:
    """A sheet that was crushed and opened again."""
    place = plane(b, rng, is_flat=False)
    bent = warped(b, rng, place, rng.uniform(1.5, 3), rng.uniform(0.05, 0.12))
    folds = b.voronoi(
        bent,
        scale=rng.uniform(1.8, 3),
        detail=rng.uniform(1.5, 3),
        roughness=rng.uniform(0.4, 0.55),
        distance=pick(rng, "EUCLIDEAN", "MANHATTAN"),
    )
    sheet = tone(rng, *pick(rng, (0.1, 0.08, 0.9), (0.1, 0.08, 0.9), (0.09, 0.35, 0.75), (0.55, 0.3, 0.85)))
    if chance(rng):
        lines = b.wave(place, bands_direction="Y", scale=rng.uniform(4, 6))
        sheet = b.mix(b.ramp(lines.fac, [(0.85, 0.0), (0.95, 0.6)]), sheet, tone(rng, 0.6, 0.6, 0.5))
    b.output(
        b.principled(
            sheet, roughness=fine(b, rng, place, 20, 0.7, 0.9), normal=b.bump(height=folds.distance, distance=rng.uniform(0.25, 0.4))
        )
    )


def watercolour(b: Builder, rng) -> None:
    """Washes of thin colour that run into each other on rough paper."""
    place = plane(b, rng, is_flat=False)
    hue = rng.uniform(0, 1)
    colour = tone(rng, 0.12, 0.04, 0.97, 0.03)
    for k in range(int(rng.integers(2, 4))):
        wash = b.noise(
            place, scale=rng.uniform(1.2, 2.5), detail=6, distortion=rng.uniform(0.2, 1.2), w=rng.uniform(0, 9), noise_dimensions="4D"
        )
        edge = rng.uniform(0.45, 0.52)
        shape = b.ramp(wash.fac, [(edge, 0.0), (edge + 0.02, 1.0), (edge + 0.06, 0.6), (0.8, 0.35)])
        colour = b.mix(shape, colour, tone(rng, hue + 0.22 * k, 0.6, 0.85), "MULTIPLY")
    grain = b.noise(place, scale=rng.uniform(50, 80), detail=3)
    b.output(b.principled(colour, roughness=0.9, normal=b.bump(height=grain.fac, distance=rng.uniform(0.01, 0.02))))


def psychedelic(b: Builder, rng) -> None:
    """Swirls of the magic texture in bright colours."""
    place = plane(b, rng, turn=rng.uniform(0, 3), is_flat=False)
    swirls = b.magic(place, rng.uniform(2, 5), rng.uniform(1, 2.5), turbulence_depth=int(rng.integers(2, 6)))
    if chance(rng):
        colour = b.hue_saturation(rng.uniform(0, 1), rng.uniform(0.7, 1.1), rng.uniform(0.5, 0.6), color=swirls.color)
    else:
        hue, count = rng.uniform(0, 1), int(rng.integers(3, 6))
        stops = [(k / (count - 1), tone(rng, hue + 0.2 * k, 0.7, 0.35 + 0.6 * (k % 2))) for k in range(count)]
        colour = b.ramp(swirls.fac, stops, pick(rng, "LINEAR", "CONSTANT"))
    if chance(rng, 0.4):
        colour = b.curves(colour, [(0.0, 0.0), (rng.uniform(0.3, 0.4), rng.uniform(0.15, 0.3)), (0.7, rng.uniform(0.75, 0.85)), (1.0, 1.0)])
    b.output(
        b.principled(graded(b, rng, colour), roughness=rng.uniform(0.4, 0.7)) if chance(rng) else b.emission(graded(b, rng, colour), 1.2)
    )


def halftone(b: Builder, rng) -> None:
    """A printed gradient: dots that grow from one side to the other."""
    place = b.coordinates().uv
    rows = b.voronoi(
        b.mapping(place, rotation=(0, 0, rng.uniform(0.2, 0.8))), scale=rng.uniform(12, 20), randomness=0.0, voronoi_dimensions="2D"
    )
    kind = pick(rng, "LINEAR", "DIAGONAL", "SPHERICAL")
    middle = (-0.5, -0.5, 0) if kind == "SPHERICAL" else (0, 0, 0)
    amount = b.gradient(b.mapping(place, middle), gradient_type=kind)
    size = b.map_range(amount.fac, 0, 1, rng.uniform(0.1, 0.2), rng.uniform(0.5, 0.65))
    dots = b.math("LESS_THAN", rows.distance, size)
    hue = rng.uniform(0, 1)
    ink, sheet = tone(rng, hue, 0.8, 0.35), tone(rng, hue + pick(rng, 0.1, 0.5), pick(rng, 0.1, 0.5), 0.95)
    if chance(rng, 0.4):
        ink = b.ramp(amount.fac, [(0.0, ink), (1.0, tone(rng, hue + 0.3, 0.8, 0.6))])
    b.output(b.principled(b.mix(dots, sheet, ink), roughness=0.7) if chance(rng) else b.diffuse(b.mix(dots, sheet, ink)))


FAMILIES = (chipped_paint, glossy_paint, paint_splatter, waves, crumpled_paper, watercolour, psychedelic, halftone)
