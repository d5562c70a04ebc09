"""Graphs into Blender and out again: JSON lists of graphs on stdin and stdout, with what was refused. Runs where `import bpy` works."""

import json
import sys
import warnings

warnings.simplefilter("ignore", DeprecationWarning)

import bpy  # noqa: E402

from vlcritic.languages.blender import bpy_graph  # noqa: E402

answers = []
for graph in json.load(sys.stdin):
    material = bpy.data.materials.new("round trip")
    material.use_nodes = True
    material.node_tree.nodes.clear()
    refused = bpy_graph.build(graph, material.node_tree)
    answers.append((refused, bpy_graph.graph_of(material.node_tree)))
print("\n" + json.dumps(answers))
