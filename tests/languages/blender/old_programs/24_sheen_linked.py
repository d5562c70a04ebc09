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
    noise_texture = nodes.new("ShaderNodeTexNoise")
    gradient_texture = nodes.new("ShaderNodeTexGradient")
    object_info = nodes.new("ShaderNodeObjectInfo")

    # links
    links.new(mix_shader.outputs[0], material_output.inputs[0])
    links.new(gradient_texture.outputs[1], mix_shader.inputs[0])
    links.new(principled_bsdf.outputs[0], mix_shader.inputs[1])
    links.new(principled_bsdf_001.outputs[0], mix_shader.inputs[2])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[12])
    links.new(noise_texture.outputs[1], principled_bsdf.inputs[0])
    links.new(object_info.outputs[5], principled_bsdf_001.inputs[13])

    # parameters
    principled_bsdf.inputs[13].default_value = 0.2
    principled_bsdf_001.inputs[0].default_value = (0.3, 0.06, 0.09, 1.0)
    principled_bsdf_001.inputs[12].default_value = 1.4
    gradient_texture.gradient_type = "EASING"
