import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    mix_shader = nodes.new("ShaderNodeMixShader")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    mix_shader_001 = nodes.new("ShaderNodeMixShader")
    transparent_bsdf = nodes.new("ShaderNodeBsdfTransparent")
    glass_bsdf = nodes.new("ShaderNodeBsdfGlass")
    light_path = nodes.new("ShaderNodeLightPath")
    noise_texture = nodes.new("ShaderNodeTexNoise")

    # links
    links.new(mix_shader.outputs[0], material_output.inputs[0])
    links.new(principled_bsdf.outputs[0], mix_shader.inputs[1])
    links.new(mix_shader_001.outputs[0], mix_shader.inputs[2])
    links.new(light_path.outputs[1], mix_shader_001.inputs[0])
    links.new(glass_bsdf.outputs[0], mix_shader_001.inputs[1])
    links.new(transparent_bsdf.outputs[0], mix_shader_001.inputs[2])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[17])

    # parameters
    principled_bsdf.inputs[0].default_value = (0.7, 0.9, 0.8, 1.0)
    principled_bsdf.inputs[9].default_value = 0.1
    principled_bsdf.inputs[16].default_value = 1.33
    principled_bsdf.inputs[18].default_value = 0.3
    glass_bsdf.inputs[0].default_value = (0.8, 0.95, 1.0, 1.0)
    glass_bsdf.inputs[1].default_value = 0.05
    transparent_bsdf.inputs[0].default_value = (0.9, 0.95, 1.0, 1.0)
