import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    color_ramp = nodes.new("ShaderNodeValToRGB")
    color_ramp_001 = nodes.new("ShaderNodeValToRGB")
    noise_texture = nodes.new("ShaderNodeTexNoise")
    noise_texture_001 = nodes.new("ShaderNodeTexNoise")
    bump = nodes.new("ShaderNodeBump")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(color_ramp.outputs[0], principled_bsdf.inputs[0])
    links.new(color_ramp_001.outputs[0], principled_bsdf.inputs[9])
    links.new(bump.outputs[0], principled_bsdf.inputs[22])
    links.new(noise_texture.outputs[0], color_ramp.inputs[0])
    links.new(noise_texture_001.outputs[0], color_ramp_001.inputs[0])
    links.new(noise_texture.outputs[0], bump.inputs[2])
    links.new(texture_coordinate.outputs[3], noise_texture.inputs[0])
    links.new(texture_coordinate.outputs[3], noise_texture_001.inputs[0])

    # parameters
    color_ramp.color_ramp.elements[0].position = 0.409
    color_ramp.color_ramp.elements[0].color = (0.8, 0.782, 0.752, 1.0)
    color_ramp.color_ramp.elements[1].position = 0.527
    color_ramp.color_ramp.elements[1].color = (0.03, 0.028, 0.032, 1.0)
    color_ramp.color_ramp.elements.new(0.6)
    color_ramp.color_ramp.elements[2].color = (0.69, 0.66, 0.62, 1.0)
    color_ramp_001.color_ramp.elements[0].color = (0.1, 0.1, 0.1, 1.0)
    color_ramp_001.color_ramp.elements[1].color = (0.35, 0.35, 0.35, 1.0)
    noise_texture.inputs[2].default_value = 2.2
    noise_texture.inputs[3].default_value = 16.0
    noise_texture.inputs[4].default_value = 0.62
    noise_texture.inputs[5].default_value = 1.85
    noise_texture_001.inputs[2].default_value = 30.0
    noise_texture_001.inputs[4].default_value = -0.4
    bump.inputs[0].default_value = 0.033
