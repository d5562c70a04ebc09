"""The other side of the comparison: a Blender of its own for one material. `python -m benchmarks.blender_launch SIDE SAMPLES < graph.json`.

It starts, makes the same scene, draws the material once and ends, as the published pipelines do.
"""

from __future__ import annotations

import json
import sys
import warnings


def main(side: int, samples: int) -> None:
    """Draw the graph of stdin."""
    warnings.simplefilter("ignore", DeprecationWarning)
    import bpy

    from vlcritic.languages.blender import bpy_graph, scene

    stage = scene.Stage(preview="plane", samples=samples, engine="cycles")
    material = bpy.data.materials.new("program")
    scene.with_nodes(material)
    material.node_tree.nodes.clear()
    assert not bpy_graph.build(json.load(sys.stdin), material.node_tree)
    stage.draw(material, side, side)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
