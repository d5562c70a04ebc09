import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    mix_shader = nodes.new("ShaderNodeMixShader")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    principled_bsdf_001 = nodes.new("ShaderNodeBsdfPrincipled")
    principled_bsdf_002 = nodes.new("ShaderNodeBsdfPrincipled")
    mix_shader_001 = nodes.new("ShaderNodeMixShader")
    checker_texture = nodes.new("ShaderNodeTexChecker")

    # links
    links.new(mix_shader.outputs[0], material_output.inputs[0])
    links.new(principled_bsdf.outputs[0], mix_shader.inputs[1])
    links.new(mix_shader_001.outputs[0], mix_shader.inputs[2])
    links.new(principled_bsdf_001.outputs[0], mix_shader_001.inputs[1])
    links.new(principled_bsdf_002.outputs[0], mix_shader_001.inputs[2])
    links.new(checker_texture.outputs[1], principled_bsdf_002.inputs[1])
    links.new(checker_texture.outputs[0], principled_bsdf_001.inputs[3])

    # parameters
    principled_bsdf.subsurface_method = "RANDOM_WALK_FIXED_RADIUS"
    principled_bsdf.inputs[0].default_value = (0.8, 0.7, 0.45, 1.0)
    principled_bsdf.inputs[1].default_value = 0.4
    principled_bsdf.inputs[3].default_value = (0.9, 0.6, 0.3, 1.0)
    principled_bsdf.inputs[4].default_value = 1.6
    principled_bsdf.inputs[5].default_value = 0.3
    principled_bsdf_001.subsurface_method = "BURLEY"
    principled_bsdf_001.inputs[0].default_value = (0.3, 0.5, 0.4, 1.0)
    principled_bsdf_001.inputs[1].default_value = 1.0
    principled_bsdf_002.inputs[0].default_value = (0.2, 0.3, 0.7, 1.0)
    principled_bsdf_002.inputs[3].default_value = (0.5, 0.1, 0.1, 1.0)
    checker_texture.inputs[3].default_value = 4.0
