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
    glass_bsdf = nodes.new("ShaderNodeBsdfGlass")
    glass_bsdf_001 = nodes.new("ShaderNodeBsdfGlass")
    refraction_bsdf = nodes.new("ShaderNodeBsdfRefraction")
    refraction_bsdf_001 = nodes.new("ShaderNodeBsdfRefraction")
    fresnel = nodes.new("ShaderNodeFresnel")
    rgb = nodes.new("ShaderNodeRGB")

    # links
    links.new(mix_shader.outputs[0], material_output.inputs[0])
    links.new(fresnel.outputs[0], mix_shader.inputs[0])
    links.new(mix_shader_001.outputs[0], mix_shader.inputs[1])
    links.new(mix_shader_002.outputs[0], mix_shader.inputs[2])
    links.new(glass_bsdf.outputs[0], mix_shader_001.inputs[1])
    links.new(glass_bsdf_001.outputs[0], mix_shader_001.inputs[2])
    links.new(refraction_bsdf.outputs[0], mix_shader_002.inputs[1])
    links.new(refraction_bsdf_001.outputs[0], mix_shader_002.inputs[2])
    links.new(rgb.outputs[0], glass_bsdf.inputs[0])
    links.new(rgb.outputs[0], refraction_bsdf.inputs[1])

    # parameters
    glass_bsdf.distribution = "SHARP"
    glass_bsdf.inputs[1].default_value = 0.2
    glass_bsdf_001.distribution = "MULTI_GGX"
    glass_bsdf_001.inputs[1].default_value = 0.3
    glass_bsdf_001.inputs[2].default_value = 1.5
    refraction_bsdf.distribution = "SHARP"
    refraction_bsdf_001.inputs[2].default_value = 1.2
    rgb.outputs[0].default_value = (0.3, 0.8, 0.4, 1.0)
