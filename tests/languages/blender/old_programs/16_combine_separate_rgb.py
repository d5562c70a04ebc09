import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    diffuse_bsdf = nodes.new("ShaderNodeBsdfDiffuse")
    combine_rgb = nodes.new("ShaderNodeCombineRGB")
    separate_rgb = nodes.new("ShaderNodeSeparateRGB")
    separate_rgb_001 = nodes.new("ShaderNodeSeparateRGB")
    math = nodes.new("ShaderNodeMath")
    magic_texture = nodes.new("ShaderNodeTexMagic")

    # links
    links.new(diffuse_bsdf.outputs[0], material_output.inputs[0])
    links.new(combine_rgb.outputs[0], diffuse_bsdf.inputs[0])
    links.new(separate_rgb.outputs[2], combine_rgb.inputs[0])
    links.new(math.outputs[0], combine_rgb.inputs[1])
    links.new(separate_rgb.outputs[1], math.inputs[0])
    links.new(separate_rgb_001.outputs[0], math.inputs[1])
    links.new(magic_texture.outputs[0], separate_rgb.inputs[0])

    # parameters
    combine_rgb.inputs[2].default_value = 0.4
    separate_rgb_001.inputs[0].default_value = (0.7, 0.2, 0.1, 1.0)
    math.operation = "MULTIPLY"
    math.use_clamp = True
    magic_texture.inputs[1].default_value = 3.2
