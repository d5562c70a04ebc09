"""Materials with what is rare, each a function below: `python -m tests.languages.blender.corners OUT.blend`.

Saves them, and prints their pictures of 16² by name, as JSON of hexadecimal digits. Runs where `import bpy` works.
"""

import json
import sys
import warnings

warnings.simplefilter("ignore", DeprecationWarning)

import bpy  # noqa: E402

from vlcritic.languages.blender import scene  # noqa: E402

SOCKETS = {"float": "NodeSocketFloat", "colour": "NodeSocketColor", "vector": "NodeSocketVector"}


class Foreign(bpy.types.ShaderNode):
    """A node of an add-on."""

    bl_idname, bl_label = "ShaderNodeForeign", "Foreign"

    def init(self, context):
        self.outputs.new("NodeSocketShader", "BSDF")


bpy.utils.register_class(Foreign)


def plain(nodes, links, emission):
    links.new(nodes.new("ShaderNodeTexNoise").outputs["Color"], emission.inputs["Color"])


def foreign(nodes, links, emission):
    links.new(nodes.new("ShaderNodeForeign").outputs[0], nodes["Material Output"].inputs["Surface"])


def mapped(nodes, links, emission):
    """Two textures of another mapping, one with a link and one without, and one that does not look at its place."""
    linked, bare, line = (nodes.new(f"ShaderNodeTex{kind}") for kind in ("Voronoi", "Checker", "Noise"))
    for texture in (linked, bare, line):
        texture.texture_mapping.scale, texture.texture_mapping.rotation = (3.0, 0.5, 1.0), (0.1, 0.2, 0.7)
        texture.texture_mapping.translation = (0.2, 0.4, 0.1)
    bare.texture_mapping.vector_type, line.noise_dimensions = "TEXTURE", "1D"
    links.new(nodes.new("ShaderNodeTexCoord").outputs["UV"], linked.inputs["Vector"])
    links.new(linked.outputs["Color"], bare.inputs["Color1"])
    links.new(line.outputs["Fac"], bare.inputs["Color2"])
    links.new(bare.outputs["Color"], emission.inputs["Color"])


def mirrored(nodes, links, emission):
    plain(nodes, links, emission)
    nodes["Noise Texture"].texture_mapping.mapping_x = "Y"


def curves(nodes, links, emission):
    curves, idle = nodes.new("ShaderNodeRGBCurve"), nodes.new("ShaderNodeRGBCurve")
    curves.mapping.extend, curves.mapping.black_level, idle.mapping.use_clip = "HORIZONTAL", (0.1, 0.0, 0.0), False
    links.new(curves.outputs["Color"], emission.inputs["Color"])


def driven(nodes, links, emission):
    emission.inputs["Strength"].driver_add("default_value").driver.expression = "0.25"
    emission.inputs["Color"].keyframe_insert("default_value", frame=1)


def displaced(nodes, links, emission):
    links.new(nodes.new("ShaderNodeDisplacement").outputs[0], nodes["Material Output"].inputs["Displacement"])
    bpy.data.materials["displaced"].displacement_method = "DISPLACEMENT"


def inside_a_group(nodes, links, emission):
    tree = bpy.data.node_groups.new("Held", "ShaderNodeTree")
    tree.interface.new_socket("Color", in_out="OUTPUT", socket_type="NodeSocketColor")
    curves, end = tree.nodes.new("ShaderNodeRGBCurve"), tree.nodes.new("NodeGroupOutput")
    curves.mapping.extend = "HORIZONTAL"
    tree.links.new(curves.outputs["Color"], end.inputs[0])
    group = nodes.new("ShaderNodeGroup")
    group.node_tree = tree
    links.new(group.outputs[0], emission.inputs["Color"])


def through(nodes, links, emission, *kinds):
    """The noise's colour through a group whose input and output are of these kinds."""
    tree = bpy.data.node_groups.new("Through", "ShaderNodeTree")
    for side, kind in zip(("INPUT", "OUTPUT"), kinds, strict=True):
        tree.interface.new_socket(side, in_out=side, socket_type=SOCKETS[kind])
    start, end = tree.nodes.new("NodeGroupInput"), tree.nodes.new("NodeGroupOutput")
    tree.links.new(start.outputs[0], end.inputs[0])
    group = nodes.new("ShaderNodeGroup")
    group.node_tree = tree
    links.new(nodes.new("ShaderNodeTexNoise").outputs["Color"], group.inputs[0])
    links.new(group.outputs[0], emission.inputs["Color"])


def through_float(nodes, links, emission):
    through(nodes, links, emission, "float", "colour")


def through_vector(nodes, links, emission):
    through(nodes, links, emission, "vector", "float")


def muted(nodes, links, emission):
    """A muted node that nothing feeds, and one that turns a colour into a number."""
    hue, math = nodes.new("ShaderNodeHueSaturation"), nodes.new("ShaderNodeMath")
    hue.mute = math.mute = True
    hue.inputs["Color"].default_value, emission.inputs["Strength"].default_value = (0.1, 0.8, 0.1, 1.0), 0.4
    links.new(hue.outputs[0], emission.inputs["Strength"])
    links.new(nodes.new("ShaderNodeTexNoise").outputs["Color"], math.inputs[0])
    links.new(math.outputs[0], emission.inputs["Color"])


def two_outputs(nodes, links, emission):
    """The first output is for EEVEE, the second one for Cycles shows."""
    nodes["Material Output"].target = "EEVEE"
    other, blue = nodes.new("ShaderNodeOutputMaterial"), nodes.new("ShaderNodeEmission")
    other.target, blue.inputs["Color"].default_value = "CYCLES", (0.0, 0.0, 1.0, 1.0)
    links.new(blue.outputs[0], other.inputs["Surface"])


CORNERS = (
    plain, foreign, mapped, mirrored, curves, driven, displaced, inside_a_group, through_float, through_vector, muted, two_outputs,
)  # fmt: skip


def material(corner):
    made = bpy.data.materials.new(corner.__name__)
    made.use_fake_user = True
    scene.with_nodes(made)
    nodes, links = made.node_tree.nodes, made.node_tree.links
    nodes.clear()
    output, emission = nodes.new("ShaderNodeOutputMaterial"), nodes.new("ShaderNodeEmission")
    links.new(emission.outputs[0], output.inputs["Surface"])
    corner(nodes, links, emission)
    return made


if __name__ == "__main__":
    stage = scene.Stage(preview="plane", samples=4, engine="cycles")
    print("\n" + json.dumps({corner.__name__: stage.draw(material(corner), 16, 16).hex() for corner in CORNERS}))
    stage.leave(None)
    bpy.ops.wm.save_as_mainfile(filepath=sys.argv[-1])
