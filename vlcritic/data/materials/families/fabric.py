"""Cloth: woven, knitted, tufted, printed."""

from __future__ import annotations

from vlcritic.data.materials.builder import Builder
from vlcritic.data.materials.families.draws import chance, graded, pick, plane, relief, tone, warped


def woven_fabric(b: Builder, rng) -> None:
    """Plain weave: threads of two colours that go over and under in turn."""
    count = rng.uniform(9, 16)
    place = b.mapping(b.coordinates().uv, scale=(count, count, 1), rotation=(0, 0, pick(rng, 0, 0, 0.785)))
    axes = b.separate_xyz(place)
    over = b.checker(place, scale=1.0).fac
    warp, weft = b.math("PINGPONG", axes.x, 0.5), b.math("PINGPONG", axes.y, 0.5)
    thread = b.math("MULTIPLY", b.mix_value(over, warp, weft), 2.0)
    arch = b.math("MULTIPLY", b.mix_value(over, weft, warp), 2.0)
    height = b.math("MULTIPLY", b.math("POWER", thread, 0.5), b.math("MULTIPLY_ADD", arch, 0.5, 0.5))
    hue = rng.uniform(0, 1)
    colour = b.mix(over, tone(rng, hue, 0.4, 0.75), tone(rng, hue + pick(rng, 0, 0.1, 0.5), 0.35, pick(rng, 0.8, 0.5)))
    if chance(rng):
        fibre = b.noise(place, scale=rng.uniform(1, 3), detail=5)
        colour = b.mix(0.5, colour, fibre.fac, "OVERLAY")
    colour = b.mix(1.0, colour, b.ramp(height, [(0.0, 0.03), (0.7, 1.0)]), "MULTIPLY")
    b.output(b.principled(graded(b, rng, colour), roughness=0.85, sheen_weight=pick(rng, None, 0.3), normal=relief(b, rng, height, 0.03)))


def denim(b: Builder, rng) -> None:
    """Blue twill: white threads on a slant, worn pale in places."""
    place = plane(b, rng)
    twill = b.wave(
        place, bands_direction="DIAGONAL", scale=rng.uniform(7, 11), wave_profile=pick(rng, "SIN", "SAW"), distortion=rng.uniform(0, 0.5)
    )
    threads = b.noise(b.mapping(place, scale=(90, 20, 1)), scale=1.0, detail=3)
    mixed = b.math("MULTIPLY", twill.fac, threads.fac)
    hue = rng.uniform(0.58, 0.63)
    colour = b.ramp(mixed, [(0.1, tone(rng, hue, 0.75, 0.3)), (0.35, tone(rng, hue, 0.6, 0.5)), (0.6, tone(rng, hue, 0.2, 0.85))])
    if chance(rng, 0.6):
        wear = b.noise(place, scale=rng.uniform(1.5, 3), detail=4)
        colour = b.mix(b.ramp(wear.fac, [(0.45, 0.0), (0.7, 0.6)]), colour, tone(rng, hue, 0.2, 0.85))
    b.output(b.principled(graded(b, rng, colour), roughness=0.9, normal=relief(b, rng, mixed, 0.03)))


def knit(b: Builder, rng) -> None:
    """Columns of V-shaped stitches."""
    count = rng.uniform(6, 10)
    axes = b.separate_xyz(plane(b, rng, (count, count)))
    across = b.math("PINGPONG", axes.x, 0.5)
    slanted = b.math("MULTIPLY_ADD", across, rng.uniform(-1.6, -1), b.math("MULTIPLY", axes.y, rng.uniform(1.2, 1.6)))
    stitch = b.math("MULTIPLY", b.math("PINGPONG", slanted, 0.5), 2.0)
    leg = b.math("SINE", b.math("MULTIPLY", across, 6.28))
    height = b.math("MULTIPLY", b.math("POWER", stitch, 0.6), b.math("POWER", leg, 0.5))
    hue = rng.uniform(0, 1)
    yarn = tone(rng, hue, 0.5, 0.8)
    if chance(rng):
        stripe = b.math("GREATER_THAN", b.math("PINGPONG", slanted, pick(rng, 2, 3)), pick(rng, 1, 1.5))
        yarn = b.mix(stripe, yarn, tone(rng, hue + pick(rng, 0.1, 0.5), pick(rng, 0.1, 0.6), 0.75))
    colour = b.mix(1.0, yarn, b.ramp(height, [(0.0, 0.05), (0.5, 0.6), (1.0, 1.0)]), "MULTIPLY")
    b.output(b.principled(graded(b, rng, colour), roughness=0.95, sheen_weight=pick(rng, None, 0.5), normal=relief(b, rng, height, 0.05)))


def carpet(b: Builder, rng) -> None:
    """Tufts of yarn, of one colour or mottled."""
    place = plane(b, rng, is_flat=False)
    tufts = b.voronoi(warped(b, rng, place, 30, 0.02), scale=rng.uniform(35, 50))
    hue, saturation = rng.uniform(0, 1), rng.uniform(0.3, 0.7)
    colour = b.ramp(tufts.distance, [(0.1, tone(rng, hue, saturation, 0.85)), (0.8, tone(rng, hue, saturation, 0.15, 0.05))])
    if chance(rng):
        worn = b.noise(place, scale=rng.uniform(2, 4), detail=3)
        shade = b.ramp(worn.fac, [(0.4, 0.35), (0.6, 1.0)])
    else:
        shade = b.ramp(b.separate_color(tufts.color).red, [(0.0, 0.3), (1.0, 1.0)])
    colour = b.mix(rng.uniform(0.7, 1), colour, shade, "MULTIPLY")
    b.output(
        b.principled(
            graded(b, rng, colour),
            roughness=1.0,
            sheen_weight=rng.uniform(0, 0.6),
            normal=b.bump(height=tufts.distance, distance=0.05, invert=True),
        )
    )


def plaid(b: Builder, rng) -> None:
    """Stripes of three colours crossed with themselves, as in tartan."""
    turn = pick(rng, 0.0, 0.0, 0.785)
    place = plane(b, rng, turn=turn)
    hue, scale = rng.uniform(0, 1), rng.uniform(0.7, 1.3)
    ends = (tone(rng, hue, 0.7, 0.3), tone(rng, hue + 0.3, 0.6, 0.6), tone(rng, hue, 0.7, 0.55), tone(rng, hue + 0.5, 0.2, 0.9))
    places = (0.0, rng.uniform(0.3, 0.4), rng.uniform(0.5, 0.65), rng.uniform(0.9, 0.96))
    stops = list(zip(places, ends, strict=True))
    sides = [
        b.ramp(b.wave(place, bands_direction=axis, scale=scale, wave_profile="TRI").fac, stops, "CONSTANT")
        for axis in ("X", "Y")
    ]  # fmt: skip
    colour = b.mix(0.5, *sides, pick(rng, "MIX", "MIX", "SCREEN"))
    if chance(rng):
        twill = b.wave(place, bands_direction="DIAGONAL", scale=rng.uniform(10, 14))
        colour = b.mix(rng.uniform(0.3, 0.6), colour, b.ramp(twill.fac, [(0.0, 0.4), (1.0, 1.0)]), "MULTIPLY")
    b.output(b.principled(graded(b, rng, colour), roughness=0.9))


def carbon_fibre(b: Builder, rng) -> None:
    """Black twill of flat fibres under lacquer."""
    count = rng.uniform(9, 14)
    axes = b.separate_xyz(plane(b, rng, (count, count)))
    cells = b.math("ADD", b.math("FLOOR", axes.x), b.math("FLOOR", axes.y))
    over = b.math("GREATER_THAN", b.math("FLOORED_MODULO", cells, 4.0), 1.5)
    across = b.mix_value(over, b.math("FRACT", axes.x), b.math("FRACT", axes.y))
    hump = b.math("PINGPONG", across, 0.5)
    dark, bright = tone(rng, 0.6, 0.1, 0.06, 0.03), tone(rng, pick(rng, 0.6, 0.6, 0.0, 0.6), pick(rng, 0.1, 0.1, 0.7), 0.5)
    colour = b.mix(over, b.ramp(hump, [(0.0, dark), (0.5, bright)]), b.ramp(hump, [(0.0, 0.001), (0.5, tuple(0.25 * x for x in bright))]))
    normal = relief(b, rng, hump, 0.03)
    b.output(
        b.principled(
            graded(b, rng, colour),
            rng.uniform(0, 0.4),
            rng.uniform(0.35, 0.5),
            normal=normal,
            coat_weight=rng.uniform(0, 0.3),
            coat_roughness=0.2,
        )
    )


def polka_dots(b: Builder, rng) -> None:
    """Round dots in rows on a plain ground."""
    scale = rng.uniform(4, 8)
    place = plane(b, rng, turn=pick(rng, 0.0, 0.785))
    rows = b.voronoi(place, scale=scale, randomness=0.0, voronoi_dimensions="2D")
    hue, size = rng.uniform(0, 1), rng.uniform(0.22, 0.36)
    dots = b.ramp(rows.distance, [(size, 1.0), (size + 0.03, 0.0)]) if chance(rng) else b.math("LESS_THAN", rows.distance, size)
    ground, ink = tone(rng, hue, 0.7, 0.6), tone(rng, hue + pick(rng, 0.0, 0.5), 0.1, 0.95)
    if chance(rng, 0.3):
        ground, ink = ink, ground
    if chance(rng, 0.3):
        ink = b.ramp(
            b.noise(rows.position, scale=2.3, detail=0).fac, [(0.0, ink), (0.47, tone(rng, hue + 0.3, 0.7, 0.8)), (0.55, ink)], "CONSTANT"
        )
    colour = b.mix(dots, ground, ink)
    if chance(rng):
        cloth = b.noise(place, scale=rng.uniform(40, 60), detail=2)
        colour = b.mix(0.4, colour, cloth.fac, "OVERLAY")
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.5, 0.9)))


def stripes(b: Builder, rng) -> None:
    """Parallel stripes of two to five colours."""
    place = plane(b, rng, turn=rng.uniform(0, 3.14))
    bands = b.wave(place, scale=rng.uniform(0.7, 1.3), bands_direction="X", wave_profile=pick(rng, "SAW", "TRI"))
    count, hue = int(rng.integers(2, 6)), rng.uniform(0, 1)
    edges = sorted(rng.choice(9, count - 1, replace=False) / 10 + 0.1)
    stops = [(place, tone(rng, hue + pick(rng, 0, 0.1, 0.5), pick(rng, 0.15, 0.7), pick(rng, 0.35, 0.9))) for place in (0.0, *edges)]
    colour = b.ramp(bands.fac, stops, "CONSTANT")
    if chance(rng):
        colour = b.mix(0.5, colour, b.noise(place, scale=rng.uniform(30, 50), detail=3).fac, "SOFT_LIGHT")
    shader = b.principled(graded(b, rng, colour), roughness=rng.uniform(0.4, 0.9)) if chance(rng) else b.diffuse(colour)
    b.output(shader)


def camouflage(b: Builder, rng) -> None:
    """Blots of three to five drab colours."""
    place = plane(b, rng, is_flat=False)
    blots = b.noise(place, scale=rng.uniform(3, 5), detail=rng.uniform(0.5, 3), distortion=rng.uniform(0, 0.8))
    hue, count = pick(rng, 0.22, 0.22, 0.1, 0.6), int(rng.integers(3, 6))
    hues = (hue - 0.12, hue, hue + 0.03, hue - 0.05, hue)
    values = rng.permutation([0.15, 0.35, 0.5, 0.65, 0.75])
    stops = [(0.0 if k == 0 else 0.34 + 0.32 * k / count, tone(rng, hues[k], 0.4, values[k], 0.06)) for k in range(count)]
    colour = b.ramp(blots.fac, stops, "CONSTANT")
    if chance(rng):
        weave = b.checker(place, 0.9, 0.5, scale=rng.uniform(60, 80))
        colour = b.mix(0.5, colour, weave.color, "MULTIPLY")
    b.output(b.principled(graded(b, rng, colour), roughness=0.9))


FAMILIES = (woven_fabric, denim, knit, carpet, plaid, carbon_fibre, polka_dots, stripes, camouflage)
