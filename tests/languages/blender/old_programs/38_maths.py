import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    diffuse_bsdf = nodes.new("ShaderNodeBsdfDiffuse")
    combine_hsv = nodes.new("ShaderNodeCombineHSV")
    math_mod = nodes.new("ShaderNodeMath")
    math_ping = nodes.new("ShaderNodeMath")
    math_smooth = nodes.new("ShaderNodeMath")
    math_wrap = nodes.new("ShaderNodeMath")
    math_atan = nodes.new("ShaderNodeMath")
    math_power = nodes.new("ShaderNodeMath")
    math_sqrt = nodes.new("ShaderNodeMath")
    math_compare = nodes.new("ShaderNodeMath")
    separate_xyz = nodes.new("ShaderNodeSeparateXYZ")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")
    squeeze = nodes.new("ShaderNodeSqueeze")

    # links
    links.new(diffuse_bsdf.outputs[0], material_output.inputs[0])
    links.new(combine_hsv.outputs[0], diffuse_bsdf.inputs[0])
    links.new(math_wrap.outputs[0], combine_hsv.inputs[0])
    links.new(math_smooth.outputs[0], combine_hsv.inputs[1])
    links.new(squeeze.outputs[0], combine_hsv.inputs[2])
    links.new(math_atan.outputs[0], math_wrap.inputs[0])
    links.new(separate_xyz.outputs[1], math_atan.inputs[0])
    links.new(separate_xyz.outputs[0], math_atan.inputs[1])
    links.new(math_ping.outputs[0], math_smooth.inputs[0])
    links.new(math_mod.outputs[0], math_smooth.inputs[1])
    links.new(separate_xyz.outputs[0], math_ping.inputs[0])
    links.new(separate_xyz.outputs[1], math_mod.inputs[0])
    links.new(math_sqrt.outputs[0], squeeze.inputs[0])
    links.new(math_power.outputs[0], math_sqrt.inputs[0])
    links.new(separate_xyz.outputs[0], math_power.inputs[0])
    links.new(math_compare.outputs[0], squeeze.inputs[2])
    links.new(separate_xyz.outputs[1], math_compare.inputs[0])
    links.new(texture_coordinate.outputs[3], separate_xyz.inputs[0])

    # parameters
    math_mod.operation = "MODULO"
    math_mod.inputs[1].default_value = 0.3
    math_ping.operation = "PINGPONG"
    math_ping.inputs[1].default_value = 0.4
    math_smooth.operation = "SMOOTH_MAX"
    math_smooth.inputs[2].default_value = 0.1
    math_wrap.operation = "WRAP"
    math_wrap.inputs[1].default_value = 1.0
    math_wrap.inputs[2].default_value = 0.0
    math_atan.operation = "ARCTAN2"
    math_power.operation = "POWER"
    math_power.inputs[1].default_value = 2.0
    math_sqrt.operation = "SQRT"
    math_compare.operation = "COMPARE"
    math_compare.inputs[1].default_value = 0.2
    math_compare.inputs[2].default_value = 0.25
    squeeze.inputs[1].default_value = 3.0
