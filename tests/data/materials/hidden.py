"""Says which sockets of materials Blender hides though they are set or linked. Needs bpy; graphs as JSON come by standard input."""

import json
import sys

import bpy

from vlcritic.languages.blender import bpy_graph


def hidden(graph):
    """Names of nodes and sockets that the node's settings switch off."""
    material = bpy.data.materials.new("material")
    if material.node_tree is None:
        material.use_nodes = True
    tree = material.node_tree
    tree.nodes.clear()
    found = [f"{name}: {what}" for name, what in bpy_graph.build(graph, tree)]
    for described in graph["nodes"]:
        off = {socket.identifier for socket in tree.nodes[described["name"]].inputs if not socket.enabled}
        found += [f"{described['name']}: {identifier}" for identifier in described["inputs"] if identifier in off]
    for link in tree.links:
        if not (link.from_socket.enabled and link.to_socket.enabled):
            found.append(f"{link.from_node.name}.{link.from_socket.identifier} → {link.to_node.name}.{link.to_socket.identifier}")
    bpy.data.materials.remove(material)
    return found


print(json.dumps([hidden(graph) for graph in json.load(sys.stdin)]))
