import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    mix_color = nodes.new("ShaderNodeMix")
    combine_color = nodes.new("ShaderNodeCombineColor")
    separate_color = nodes.new("ShaderNodeSeparateColor")
    mix_float = nodes.new("ShaderNodeMix")
    mix_vector = nodes.new("ShaderNodeMix")
    brick_texture = nodes.new("ShaderNodeTexBrick")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(mix_color.outputs[2], principled_bsdf.inputs[0])
    links.new(mix_float.outputs[0], principled_bsdf.inputs[9])
    links.new(brick_texture.outputs[0], mix_color.inputs[6])
    links.new(combine_color.outputs[0], mix_color.inputs[7])
    links.new(separate_color.outputs[2], combine_color.inputs[0])
    links.new(brick_texture.outputs[0], separate_color.inputs[0])
    links.new(brick_texture.outputs[1], mix_float.inputs[0])
    links.new(mix_vector.outputs[1], brick_texture.inputs[0])
    links.new(texture_coordinate.outputs[2], mix_vector.inputs[4])
    links.new(texture_coordinate.outputs[0], mix_vector.inputs[5])

    # parameters
    mix_color.data_type = "RGBA"
    mix_color.blend_type = "OVERLAY"
    mix_color.clamp_result = True
    mix_color.inputs[0].default_value = 0.45
    combine_color.mode = "HSL"
    combine_color.inputs[1].default_value = 0.6
    combine_color.inputs[2].default_value = 0.4
    separate_color.mode = "HSV"
    mix_float.clamp_factor = False
    mix_float.inputs[2].default_value = 0.3
    mix_float.inputs[3].default_value = 0.9
    mix_vector.data_type = "VECTOR"
    mix_vector.factor_mode = "NON_UNIFORM"
    mix_vector.inputs[1].default_value = (0.2, 0.4, 0.0)
    brick_texture.inputs[4].default_value = 6.0
