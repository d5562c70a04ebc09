import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    mix_shader = nodes.new("ShaderNodeMixShader")
    glossy_bsdf = nodes.new("ShaderNodeBsdfGlossy")
    anisotropic_bsdf = nodes.new("ShaderNodeBsdfAnisotropic")
    layer_weight = nodes.new("ShaderNodeLayerWeight")
    color_ramp = nodes.new("ShaderNodeValToRGB")
    noise_texture = nodes.new("ShaderNodeTexNoise")
    mapping = nodes.new("ShaderNodeMapping")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")
    tangent = nodes.new("ShaderNodeTangent")

    # links
    links.new(mix_shader.outputs[0], material_output.inputs[0])
    links.new(layer_weight.outputs[1], mix_shader.inputs[0])
    links.new(glossy_bsdf.outputs[0], mix_shader.inputs[1])
    links.new(anisotropic_bsdf.outputs[0], mix_shader.inputs[2])
    links.new(color_ramp.outputs[0], glossy_bsdf.inputs[1])
    links.new(noise_texture.outputs[0], color_ramp.inputs[0])
    links.new(mapping.outputs[0], noise_texture.inputs[0])
    links.new(texture_coordinate.outputs[3], mapping.inputs[0])
    links.new(tangent.outputs[0], anisotropic_bsdf.inputs[5])

    # parameters
    glossy_bsdf.inputs[0].default_value = (0.72, 0.7, 0.66, 1.0)
    anisotropic_bsdf.inputs[1].default_value = 0.3
    anisotropic_bsdf.inputs[3].default_value = 0.25
    layer_weight.inputs[0].default_value = 0.3
    color_ramp.color_ramp.elements[0].color = (0.3, 0.3, 0.3, 1.0)
    color_ramp.color_ramp.elements[1].color = (0.6, 0.6, 0.6, 1.0)
    noise_texture.inputs[2].default_value = 12.5
    noise_texture.inputs[3].default_value = 10.0
    mapping.inputs[3].default_value = (40.0, 1.0, 1.0)
    tangent.axis = "X"
