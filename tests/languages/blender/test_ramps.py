"""Colours of ramps and places of new stops. Oracle: Blender's own `ColorRamp.evaluate`, and its list of stops after `elements.new`."""

import json
import subprocess
import sys

import pytest

from vlcritic.languages.blender.graph import Ramp
from vlcritic.languages.blender.ramps import RAMP_ITEMS, color_at, new_stop

SCRIPT = """
import json, random
import bpy

rng = random.Random(0)
tree = bpy.data.node_groups.new("g", "ShaderNodeTree")
cases = []
for _ in range(400):
    tree.nodes.clear()  # each change of a ramp updates every node of its tree
    ramp = tree.nodes.new("ShaderNodeValToRGB").color_ramp
    for name, items in ITEMS.items():
        setattr(ramp, name, rng.choice(items))
    count = rng.randint(1, 5)
    if count == 1:
        ramp.elements.remove(ramp.elements[0])
    for _ in range(count - 2):
        ramp.elements.new(rng.choice([rng.random(), 0.5]))
    for stop in ramp.elements:
        stop.color = [rng.random() for _ in range(4)]
        stop.position = rng.random() if rng.random() < 0.3 else stop.position
    ways = {name: getattr(ramp, name) for name in ITEMS}
    before = [(stop.position, tuple(stop.color)) for stop in ramp.elements]
    colors = [(place, tuple(ramp.evaluate(place))) for place in (0.0, 0.5, 1.0, rng.random(), rng.random())]
    at = rng.choice([0.0, 0.5, 1.0, rng.random()])
    new = ramp.elements.new(at)
    index = next(number for number, stop in enumerate(ramp.elements) if stop == new)
    after = [(stop.position, tuple(stop.color)) for stop in ramp.elements]
    cases.append({"ways": ways, "before": before, "colors": colors, "at": at, "index": index, "after": after})
print("CASES" + json.dumps(cases))
"""


@pytest.fixture(scope="module")
def cases():
    script = f"ITEMS = {RAMP_ITEMS!r}\n{SCRIPT}"
    output = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120).stdout
    return json.loads(output.split("CASES")[1])


def ramp_of(case):
    return Ramp([(position, tuple(color)) for position, color in case["before"]], **case["ways"])


@pytest.mark.blender
def test_a_ramp_has_blenders_colors(cases):
    for case in cases:
        for place, color in case["colors"]:
            assert color_at(ramp_of(case), place) == pytest.approx(color, abs=1e-5), (case, place)  # Blender computes in 32 bits


@pytest.mark.blender
def test_a_new_stop_stands_where_blender_puts_it(cases):
    for case in cases:
        ramp = ramp_of(case)
        index = new_stop(ramp, case["at"])
        assert index == case["index"]
        assert [position for position, _ in ramp.stops] == pytest.approx([position for position, _ in case["after"]])
        for (_, mine), (_, theirs) in zip(ramp.stops, case["after"], strict=True):
            assert mine == pytest.approx(theirs, abs=1e-5), case
