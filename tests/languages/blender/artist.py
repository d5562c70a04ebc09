"""Makes a file by hand in Blender, as an artist would, and draws its materials. Runs inside Blender:

python -m tests.languages.blender.artist FOLDER
"""

import sys
from pathlib import Path

import bpy

from vlcritic.languages.blender import scene


def main(folder):
    stage = scene.Stage(preview="plane", samples=4, engine="cycles")
    for make in (rust, groups, muted, crowd, picture):
        material = bpy.data.materials.new(make.__name__)
        material.use_fake_user = True
        scene.with_nodes(material)
        make(material.node_tree)
        (Path(folder) / f"{make.__name__}.rgb").write_bytes(stage.draw(material, 32, 32))
    bpy.ops.wm.save_as_mainfile(filepath=str(Path(folder) / "artist.blend"))


def rust(tree):
    """A frame, reroutes, a ramp of three stops, curves, constants in nodes of their own, a name in Danish."""
    principled, frame = tree.nodes["Principled BSDF"], tree.nodes.new("NodeFrame")
    noise, ramp, curves = (tree.nodes.new(f"ShaderNode{kind}") for kind in ("TexNoise", "ValToRGB", "RGBCurve"))
    rough, color, bend, bump = (tree.nodes.new(kind) for kind in ("ShaderNodeValue", "ShaderNodeRGB", "NodeReroute", "ShaderNodeBump"))
    noise.name, noise.parent = "Støj 1", frame
    noise.noise_dimensions = "4D"
    noise.inputs["W"].default_value, noise.inputs["Scale"].default_value = 1.2345678, 7.5
    stop = ramp.color_ramp.elements.new(0.37)
    stop.color = (0.6, 0.21, 0.04, 1.0)
    curves.mapping.curves[3].points.new(0.4, 0.7).handle_type = "VECTOR"
    curves.mapping.update()
    rough.outputs[0].default_value, color.outputs[0].default_value = 0.77, (0.3, 0.1, 0.02, 1.0)
    link(tree, noise.outputs["Factor"], bend.inputs[0], bend.outputs[0], ramp.inputs["Factor"])
    link(tree, ramp.outputs["Color"], curves.inputs["Color"], curves.outputs["Color"], principled.inputs["Base Color"])
    link(tree, rough.outputs[0], principled.inputs["Roughness"], color.outputs[0], principled.inputs["Specular Tint"])
    link(tree, noise.outputs["Factor"], bump.inputs["Height"], bump.outputs["Normal"], principled.inputs["Normal"])


def groups(tree):
    """A group in a group, used twice; a colour goes through a socket of numbers."""
    inner = group("inner", {"Color": "NodeSocketColor", "Amount": "NodeSocketFloat"}, {"Color": "NodeSocketColor"})
    ins, outs = (next(node for node in inner.nodes if node.bl_idname == kind) for kind in ("NodeGroupInput", "NodeGroupOutput"))
    hue = inner.nodes.new("ShaderNodeHueSaturation")
    link(inner, ins.outputs[0], hue.inputs["Color"], ins.outputs[1], hue.inputs["Hue"], hue.outputs[0], outs.inputs[0])
    outer = group("outer", {"Amount": "NodeSocketFloat"}, {"Color": "NodeSocketColor", "Spare": "NodeSocketFloat"})
    ins, outs = (next(node for node in outer.nodes if node.bl_idname == kind) for kind in ("NodeGroupInput", "NodeGroupOutput"))
    first, second, magic = outer.nodes.new("ShaderNodeGroup"), outer.nodes.new("ShaderNodeGroup"), outer.nodes.new("ShaderNodeTexMagic")
    first.node_tree = second.node_tree = inner
    first.inputs["Amount"].default_value = 0.8
    outs.inputs["Spare"].default_value = 0.35
    link(outer, magic.outputs["Color"], first.inputs[0], first.outputs[0], second.inputs[0], second.outputs[0], outs.inputs[0])
    link(outer, ins.outputs[0], second.inputs["Amount"])
    used, voronoi, principled = tree.nodes.new("ShaderNodeGroup"), tree.nodes.new("ShaderNodeTexVoronoi"), tree.nodes["Principled BSDF"]
    used.node_tree = outer
    link(tree, voronoi.outputs["Color"], used.inputs[0], used.outputs[0], principled.inputs["Base Color"])
    link(tree, used.outputs["Spare"], principled.inputs["Roughness"])


def muted(tree):
    """A node that is switched off, and one that is and gets nothing."""
    principled, brick = tree.nodes["Principled BSDF"], tree.nodes.new("ShaderNodeTexBrick")
    invert, gamma = tree.nodes.new("ShaderNodeInvert"), tree.nodes.new("ShaderNodeGamma")
    invert.mute = gamma.mute = True
    gamma.inputs["Color"].default_value = (0.2, 0.7, 0.3, 1.0)
    link(tree, brick.outputs["Color"], invert.inputs["Color"], invert.outputs["Color"], principled.inputs["Base Color"])
    link(tree, gamma.outputs["Color"], brick.inputs["Color1"])


def crowd(tree):
    """More nodes than a program may have."""
    last = tree.nodes["Principled BSDF"].inputs["Base Color"]
    big = group("crowd", {}, {"Color": "NodeSocketColor"})
    outs = next(node for node in big.nodes if node.bl_idname == "NodeGroupOutput")
    nodes = [big.nodes.new("ShaderNodeGamma") for _ in range(31)]
    for left, right in zip(nodes, nodes[1:], strict=False):
        link(big, left.outputs[0], right.inputs[0])
    link(big, nodes[-1].outputs[0], outs.inputs[0])
    used = tree.nodes.new("ShaderNodeGroup")
    used.node_tree = big
    link(tree, used.outputs[0], last)


def picture(tree):
    """An image texture, which no program may hold."""
    image = tree.nodes.new("ShaderNodeTexImage")
    link(tree, image.outputs["Color"], tree.nodes["Principled BSDF"].inputs["Base Color"])


def group(name, inputs, outputs):
    tree = bpy.data.node_groups.new(name, "ShaderNodeTree")
    for side, sockets in (("INPUT", inputs), ("OUTPUT", outputs)):
        for socket, kind in sockets.items():
            tree.interface.new_socket(socket, in_out=side, socket_type=kind)
    tree.nodes.new("NodeGroupInput"), tree.nodes.new("NodeGroupOutput")
    return tree


def link(tree, *ends):
    """From the first to the second, from the third to the fourth …"""
    for output, input in zip(ends[::2], ends[1::2], strict=True):
        tree.links.new(output, input)


if __name__ == "__main__":
    main(sys.argv[-1])
