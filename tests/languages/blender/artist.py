"""A material as an artist makes it, with groups in groups, reroutes, values, a frame: `python -m tests.languages.blender.artist OUT.blend`.

Saves it, and prints its picture of 32² as hexadecimal digits. Runs where `import bpy` works.
"""

import sys
import warnings

warnings.simplefilter("ignore", DeprecationWarning)

import bpy  # noqa: E402

from vlcritic.languages.blender import scene  # noqa: E402


def grain():
    """A group: noise of a Scale through a power."""
    tree = bpy.data.node_groups.new("Grain", "ShaderNodeTree")
    tree.interface.new_socket("Vector", in_out="INPUT", socket_type="NodeSocketVector")
    tree.interface.new_socket("Scale", in_out="INPUT", socket_type="NodeSocketFloat")
    tree.interface.new_socket("Grain", in_out="OUTPUT", socket_type="NodeSocketFloat")
    ends, noise, power = (tree.nodes.new(kind) for kind in ("NodeGroupInput", "ShaderNodeTexNoise", "ShaderNodeMath"))
    out = tree.nodes.new("NodeGroupOutput")
    power.operation, power.inputs[1].default_value = "POWER", 1.5
    for source, target in (
        (ends.outputs[0], noise.inputs["Vector"]), (ends.outputs[1], noise.inputs["Scale"]),
        (noise.outputs[0], power.inputs[0]), (power.outputs[0], out.inputs[0]),
    ):  # fmt: skip
        tree.links.new(source, target)
    return tree


def rough(inner):
    """A group that uses the other twice."""
    tree = bpy.data.node_groups.new("Rough", "ShaderNodeTree")
    tree.interface.new_socket("Color", in_out="OUTPUT", socket_type="NodeSocketColor")
    tree.interface.new_socket("Constant", in_out="OUTPUT", socket_type="NodeSocketFloat")
    uv, ramp, out = (tree.nodes.new(kind) for kind in ("ShaderNodeTexCoord", "ShaderNodeValToRGB", "NodeGroupOutput"))
    out.inputs["Constant"].default_value = 0.35
    fine, coarse, mix = (tree.nodes.new(kind) for kind in ("ShaderNodeGroup", "ShaderNodeGroup", "ShaderNodeMath"))
    fine.node_tree = coarse.node_tree = inner
    fine.inputs["Scale"].default_value, coarse.inputs["Scale"].default_value = 12.0, 3.0
    mix.operation = "MULTIPLY"
    ramp.color_ramp.elements[0].color, ramp.color_ramp.elements[1].position = (0.3, 0.05, 0.02, 1.0), 0.4
    for source, target in (
        (uv.outputs["UV"], fine.inputs["Vector"]), (uv.outputs["UV"], coarse.inputs["Vector"]), (fine.outputs[0], mix.inputs[0]),
        (coarse.outputs[0], mix.inputs[1]), (mix.outputs[0], ramp.inputs[0]), (ramp.outputs[0], out.inputs[0]),
    ):  # fmt: skip
        tree.links.new(source, target)
    return tree


def material():
    made = bpy.data.materials.new("Rusty Iron")
    made.use_fake_user = made.use_nodes = True
    tree = made.node_tree
    principled = next(node for node in tree.nodes if node.bl_idname == "ShaderNodeBsdfPrincipled")
    group, value, first, second, _, lost = (
        tree.nodes.new(kind)
        for kind in ("ShaderNodeGroup", "ShaderNodeValue", "NodeReroute", "NodeReroute", "NodeFrame", "ShaderNodeTexMagic")
    )
    muted = tree.nodes.new("ShaderNodeHueSaturation")
    muted.mute, muted.inputs["Hue"].default_value = True, 0.1
    group.node_tree, value.outputs[0].default_value = rough(grain()), 0.7
    for source, target in (
        (group.outputs["Color"], first.inputs[0]), (first.outputs[0], second.inputs[0]),
        (second.outputs[0], muted.inputs["Color"]), (muted.outputs[0], principled.inputs["Base Color"]),
        (group.outputs["Constant"], principled.inputs["Roughness"]),
        (value.outputs[0], principled.inputs["Metallic"]), (lost.outputs[0], tree.nodes.new("ShaderNodeInvert").inputs["Color"]),
    ):  # fmt: skip
        tree.links.new(source, target)
    return made


if __name__ == "__main__":
    stage = scene.Stage(preview="plane", samples=4, engine="cycles")
    iron = material()
    print("\n" + stage.draw(iron, 32, 32).hex())
    stage.leave(None)
    bpy.ops.wm.save_as_mainfile(filepath=sys.argv[-1])
