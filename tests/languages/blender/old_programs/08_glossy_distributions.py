import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    mix_shader = nodes.new("ShaderNodeMixShader")
    mix_shader_001 = nodes.new("ShaderNodeMixShader")
    mix_shader_002 = nodes.new("ShaderNodeMixShader")
    mix_shader_003 = nodes.new("ShaderNodeMixShader")
    glossy_bsdf = nodes.new("ShaderNodeBsdfGlossy")
    glossy_bsdf_001 = nodes.new("ShaderNodeBsdfGlossy")
    glossy_bsdf_002 = nodes.new("ShaderNodeBsdfGlossy")
    glossy_bsdf_003 = nodes.new("ShaderNodeBsdfGlossy")
    glossy_bsdf_004 = nodes.new("ShaderNodeBsdfGlossy")
    checker_texture = nodes.new("ShaderNodeTexChecker")

    # links
    links.new(mix_shader.outputs[0], material_output.inputs[0])
    links.new(checker_texture.outputs[1], mix_shader.inputs[0])
    links.new(mix_shader_001.outputs[0], mix_shader.inputs[1])
    links.new(mix_shader_002.outputs[0], mix_shader.inputs[2])
    links.new(glossy_bsdf.outputs[0], mix_shader_001.inputs[1])
    links.new(glossy_bsdf_001.outputs[0], mix_shader_001.inputs[2])
    links.new(glossy_bsdf_002.outputs[0], mix_shader_002.inputs[1])
    links.new(mix_shader_003.outputs[0], mix_shader_002.inputs[2])
    links.new(glossy_bsdf_003.outputs[0], mix_shader_003.inputs[1])
    links.new(glossy_bsdf_004.outputs[0], mix_shader_003.inputs[2])
    links.new(checker_texture.outputs[0], glossy_bsdf.inputs[0])
    links.new(checker_texture.outputs[1], glossy_bsdf.inputs[1])

    # parameters
    mix_shader_001.inputs[0].default_value = 0.2
    glossy_bsdf.distribution = "SHARP"
    glossy_bsdf_001.distribution = "BECKMANN"
    glossy_bsdf_001.inputs[1].default_value = 0.15
    glossy_bsdf_002.distribution = "ASHIKHMIN_SHIRLEY"
    glossy_bsdf_002.inputs[0].default_value = (0.1, 0.45, 0.8, 1.0)
    glossy_bsdf_003.distribution = "MULTI_GGX"
    glossy_bsdf_003.inputs[1].default_value = 1.3
    glossy_bsdf_004.distribution = "SHARP"
    glossy_bsdf_004.inputs[1].default_value = 0.4
    checker_texture.inputs[3].default_value = 7.0
