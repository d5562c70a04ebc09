"""Water, air, fire, and what shines through."""

from __future__ import annotations

from vlcritic.data.materials.builder import Builder
from vlcritic.data.materials.families.draws import chance, graded, pick, plane, relief, tone, warped


def lava(b: Builder, rng) -> None:
    """Black crust, glowing where it is torn."""
    place = plane(b, rng, is_flat=False)
    bent = warped(b, rng, place, rng.uniform(2, 4), rng.uniform(0.1, 0.2), 5)
    crust = b.voronoi(bent, scale=rng.uniform(2.5, 4), feature="DISTANCE_TO_EDGE")
    stops = [(0.0, (1.0, 0.7, 0.15)), (0.03, (1.0, 0.25, 0.01)), (rng.uniform(0.06, 0.1), (0.3, 0.015, 0.0)), (0.17, 0.0)]
    glow = b.ramp(crust.distance, stops if chance(rng) else stops[1:])
    stone = b.noise(place, scale=rng.uniform(8, 14), detail=8, roughness=0.7)
    rock = b.ramp(stone.fac, [(0.3, 0.01), (0.7, tone(rng, 0.03, 0.3, 0.35))])
    if chance(rng):
        bump = b.bump(height=stone.fac, distance=0.08)
        shader = b.principled(rock, roughness=0.8, emission_color=glow, emission_strength=rng.uniform(1, 2), normal=bump)
    else:
        shader = b.add_shader(b.diffuse(rock), b.emission(glow, rng.uniform(0.8, 1.5)))
    b.output(shader)


def water(b: Builder, rng) -> None:
    """A pool lit from above: bright wavy lines on blue."""
    place = warped(b, rng, plane(b, rng, is_flat=False), rng.uniform(2, 4), rng.uniform(0.08, 0.16))
    feature = pick(rng, "F1", "SMOOTH_F1")
    net = b.voronoi(place, scale=rng.uniform(4, 6), feature=feature, smoothness=0.3 if feature == "SMOOTH_F1" else None)
    light = b.math("POWER", net.distance, rng.uniform(2.5, 4))
    if chance(rng):
        second = b.voronoi(place, scale=rng.uniform(7, 10))
        light = b.math("MULTIPLY_ADD", b.math("POWER", second.distance, 3.0), 0.5, light)
    hue = rng.uniform(0.5, 0.58)
    stops = [(0.0, tone(rng, hue, 0.85, 0.5)), (0.25, tone(rng, hue - 0.02, 0.65, 0.8)), (0.7, tone(rng, hue - 0.04, 0.1, 1.0, 0.03))]
    b.output(b.principled(b.ramp(light, stops), roughness=rng.uniform(0.2, 0.4), normal=relief(b, rng, light, 0.1)))


def sea(b: Builder, rng) -> None:
    """Deep water from high above: swell, with foam on the crests."""
    place = plane(b, rng, (1, rng.uniform(1.6, 2.6)), rng.uniform(-0.4, 0.4), is_flat=False)
    swell = b.noise(place, scale=rng.uniform(2.5, 4), detail=rng.uniform(4, 8), roughness=0.55, distortion=rng.uniform(0.5, 1.5))
    hue = rng.uniform(0.5, 0.6)
    crest = rng.uniform(0.6, 0.66)
    stops = [
        (0.3, tone(rng, hue + 0.03, 0.9, 0.15, 0.05)),
        (0.5, tone(rng, hue, 0.85, 0.4)),
        (crest, tone(rng, hue - 0.03, 0.6, 0.7)),
        (crest + 0.04, 0.6),
    ]
    colour = b.ramp(swell.fac, stops if chance(rng) else stops[:3])
    normal = b.bump(height=swell.fac, distance=rng.uniform(0.2, 0.4))
    if chance(rng):
        ripples = b.wave(place, scale=rng.uniform(3, 5), distortion=rng.uniform(6, 10), detail=3)
        normal = b.bump(height=ripples.fac, distance=0.04, normal=normal)
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.3, 0.45), normal=normal))


def ice(b: Builder, rng) -> None:
    """Pale blue, clouded, crossed by white cracks."""
    place = plane(b, rng, is_flat=False)
    bent = warped(b, rng, place, rng.uniform(4, 8), rng.uniform(0.03, 0.07))
    cracks = b.voronoi(bent, scale=rng.uniform(1.5, 2.5), feature="DISTANCE_TO_EDGE", detail=rng.uniform(1, 2), roughness=0.6)
    lines = b.ramp(cracks.distance, [(0.0, 1.0), (rng.uniform(0.015, 0.03), 0.35), (0.12, 0.0)])
    depth = b.noise(place, scale=rng.uniform(2, 4), detail=6)
    hue = rng.uniform(0.52, 0.58)
    body = b.ramp(depth.fac, [(0.3, tone(rng, hue, 0.6, 0.5)), (0.7, tone(rng, hue, 0.25, 0.88))])
    colour = b.mix(lines, body, 0.75, pick(rng, "MIX", "SCREEN"))
    if chance(rng):
        shader = b.mix_shader(b.fresnel(1.31), b.principled(colour, roughness=0.4), b.glossy(0.8, rng.uniform(0.2, 0.4)))
    else:
        shader = b.principled(colour, roughness=rng.uniform(0.3, 0.5), normal=b.bump(height=lines, distance=-0.03))
    b.output(shader)


def clouds(b: Builder, rng) -> None:
    """White heaps in a blue sky, or an evening one."""
    place = plane(b, rng, (1, rng.uniform(1, 1.8)), is_flat=False)
    heaps = b.noise(place, scale=rng.uniform(2, 3.5), detail=rng.uniform(6, 12), roughness=rng.uniform(0.5, 0.6))
    low = rng.uniform(0.42, 0.5)
    cover = b.ramp(heaps.fac, [(low, 0.0), (low + rng.uniform(0.15, 0.25), 1.0)], pick(rng, "LINEAR", "EASE"))
    sky = pick(rng, [(0.6, 0.65, 0.8), (0.55, 0.4, 0.9)], [(0.6, 0.65, 0.8), (0.57, 0.5, 0.9)], [(0.7, 0.5, 0.5), (0.04, 0.6, 0.95)])
    if chance(rng):
        height = b.separate_xyz(b.coordinates().uv).y
        back = b.ramp(height, [(0.0, tone(rng, *sky[1])), (1.0, tone(rng, *sky[0]))])
    else:
        back = tone(rng, *sky[0])
    grey = b.ramp(heaps.fac, [(low + 0.1, 0.62), (low + 0.3, tone(rng, sky[1][0], 0.15, 0.75, 0.05))])
    colour = b.mix(cover, back, grey)
    b.output(b.emission(graded(b, rng, colour), rng.uniform(1.3, 1.6)) if chance(rng) else b.diffuse(colour))


def soap_bubbles(b: Builder, rng) -> None:
    """Round bubbles of many sizes with rainbow rims."""
    place = plane(b, rng)
    cells = b.voronoi(place, scale=rng.uniform(3, 5), voronoi_dimensions="2D", feature="F1", randomness=rng.uniform(0.7, 0.9))
    size = b.map_range(b.separate_color(cells.color).red, 0, 1, rng.uniform(0.25, 0.32), rng.uniform(0.45, 0.5))
    radius = b.math("DIVIDE", cells.distance, size)
    rim = b.ramp(radius, [(0.3, 0.0), (0.75, 0.35), (0.96, 1.0), (1.0, 0.0)])
    swirl = b.noise(place, scale=rng.uniform(3, 6), distortion=rng.uniform(1, 3))
    hues = b.math("MULTIPLY_ADD", radius, rng.uniform(0.8, 1.6), swirl.fac)
    film = b.combine_color(b.math("FRACT", hues), rng.uniform(0.5, 0.7), 0.8, mode="HSV")
    back = tone(rng, pick(rng, 0.58, 0.7, 0.9), 0.5, 0.35)
    colour = b.mix(rim, back, film)
    if chance(rng):
        shine = b.vector_math("DISTANCE", b.vector_math("SUBTRACT", place, (0.02, 0.02, 0)), cells.position)
        colour = b.mix(b.ramp(shine, [(0.02, 0.9), (0.04, 0.0)]), colour, 0.8)
    b.output(b.principled(graded(b, rng, colour), roughness=rng.uniform(0.4, 0.6)))


def foam(b: Builder, rng) -> None:
    """White froth: bubbles big and small."""
    place = warped(b, rng, plane(b, rng, is_flat=False), rng.uniform(3, 6), rng.uniform(0.02, 0.04))
    big = b.voronoi(place, scale=rng.uniform(5, 7), randomness=rng.uniform(0.8, 1))
    small = b.voronoi(place, scale=rng.uniform(13, 19))
    height = b.math("MINIMUM", big.distance, b.math("MULTIPLY", small.distance, rng.uniform(1, 1.5)))
    hue = pick(rng, 0.55, 0.1, 0.9)
    stops = [(0.0, tone(rng, hue, 0.02, 0.97, 0.03)), (0.4, tone(rng, hue, 0.12, 0.85, 0.05)), (0.6, tone(rng, hue, 0.45, 0.5))]
    colour = b.ramp(height, stops if chance(rng) else stops[::2])
    shiny = pick(rng, None, 0.3)
    b.output(
        b.principled(
            graded(b, rng, colour),
            roughness=rng.uniform(0.3, 0.5),
            coat_weight=shiny,
            normal=b.bump(height=height, distance=rng.uniform(0.15, 0.3), invert=True),
        )
    )


def mother_of_pearl(b: Builder, rng) -> None:
    """Shell inside: pale, with flowing rainbow sheen."""
    place = plane(b, rng, (1, rng.uniform(1, 2)), rng.uniform(0, 3), is_flat=False)
    flow = b.noise(place, scale=rng.uniform(1.5, 2.5), detail=rng.uniform(2, 4), distortion=rng.uniform(1, 3))
    hue = b.math("FRACT", b.math("MULTIPLY", flow.fac, rng.uniform(3, 5)))
    colour = b.combine_color(hue, rng.uniform(0.25, 0.4), rng.uniform(0.4, 0.5), mode=pick(rng, "HSV", "HSL"))
    if chance(rng):
        layers = b.wave(place, scale=rng.uniform(2, 4), distortion=rng.uniform(6, 12), detail=2)
        colour = b.mix(rng.uniform(0.2, 0.4), colour, layers.fac, "SOFT_LIGHT")
    shine = b.principled(colour, 0.1, rng.uniform(0.4, 0.55), coat_weight=pick(rng, None, 0.1), normal=relief(b, rng, flow.fac, 0.15))
    b.output(shine)


def night_sky(b: Builder, rng) -> None:
    """Stars before a glowing nebula."""
    place = plane(b, rng, is_flat=False)
    stars = b.voronoi(place, scale=rng.uniform(14, 22))
    points = b.ramp(stars.distance, [(rng.uniform(0.03, 0.06), 1.0), (0.11, 0.0)])
    mist = b.noise(place, scale=rng.uniform(1.5, 2.5), detail=10, roughness=rng.uniform(0.55, 0.65), distortion=rng.uniform(0, 1.5))
    hue = rng.uniform(0.5, 0.95)
    stops = [
        (0.42, 0.001),
        (0.55, tone(rng, hue, 0.8, 0.4)),
        (0.66, tone(rng, hue + 0.12, 0.7, 0.8)),
        (0.78, tone(rng, hue + 0.2, 0.2, 1.0)),
    ]
    nebula = b.ramp(mist.fac, stops if chance(rng) else stops[:3])
    twinkle = b.mix(1.0, points, b.separate_color(stars.color).red, "MULTIPLY") if chance(rng) else points
    colour = b.mix(1.0, nebula, twinkle, pick(rng, "ADD", "SCREEN"))
    b.output(b.emission(graded(b, rng, colour), rng.uniform(1, 1.5)))


def flames(b: Builder, rng) -> None:
    """Tongues of fire that rise from below."""
    axes = b.coordinates()
    height = b.separate_xyz(axes.uv).y
    place = b.mapping(axes.uv, (*rng.uniform(0, 9, 2), 0), scale=(rng.uniform(3, 5), rng.uniform(1, 1.6), 1))
    tongues = b.noise(place, scale=rng.uniform(1, 1.5), detail=rng.uniform(3, 6), distortion=rng.uniform(0.6, 1.6))
    heat = b.math("SUBTRACT", b.math("MULTIPLY", tongues.fac, 1.7), b.math("MULTIPLY", height, rng.uniform(0.6, 0.9)))
    hue = pick(rng, 0.0, 0.0, 0.0, 0.5)
    stops = [(0.1, 0.0), (0.3, tone(rng, hue, 0.95, 0.7)), (0.5, tone(rng, hue + 0.07, 0.95, 1.0)), (0.8, tone(rng, hue + 0.14, 0.5, 1.0))]
    colour = b.ramp(heat, stops, pick(rng, "LINEAR", "EASE"))
    if chance(rng):
        sparks = b.voronoi(place, scale=rng.uniform(6, 9))
        colour = b.mix(b.math("LESS_THAN", sparks.distance, 0.06), colour, (1.0, 0.6, 0.2))
    b.output(b.emission(graded(b, rng, colour), rng.uniform(1.5, 2)))


FAMILIES = (lava, water, sea, ice, clouds, soap_bubbles, foam, mother_of_pearl, night_sky, flames)
