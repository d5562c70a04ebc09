import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    mix_shader = nodes.new("ShaderNodeMixShader")
    mix_shader_001 = nodes.new("ShaderNodeMixShader")
    hair_bsdf = nodes.new("ShaderNodeBsdfHair")
    principled_hair = nodes.new("ShaderNodeBsdfHairPrincipled")
    principled_hair_001 = nodes.new("ShaderNodeBsdfHairPrincipled")
    hair_info = nodes.new("ShaderNodeHairInfo")

    # links
    links.new(mix_shader.outputs[0], material_output.inputs[0])
    links.new(hair_bsdf.outputs[0], mix_shader.inputs[1])
    links.new(mix_shader_001.outputs[0], mix_shader.inputs[2])
    links.new(principled_hair.outputs[0], mix_shader_001.inputs[1])
    links.new(principled_hair_001.outputs[0], mix_shader_001.inputs[2])
    links.new(hair_info.outputs[1], principled_hair.inputs[1])

    # parameters
    hair_bsdf.component = "Transmission"
    hair_bsdf.inputs[0].default_value = (0.4, 0.2, 0.1, 1.0)
    hair_bsdf.inputs[1].default_value = 0.1
    hair_bsdf.inputs[2].default_value = 0.4
    principled_hair.parametrization = "MELANIN"
    principled_hair.inputs[2].default_value = 0.6
    principled_hair.inputs[7].default_value = 0.2
    principled_hair_001.parametrization = "ABSORPTION"
    principled_hair_001.inputs[4].default_value = (0.1, 0.3, 0.9)
