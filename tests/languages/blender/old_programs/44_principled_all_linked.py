import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    noise_texture = nodes.new("ShaderNodeTexNoise")
    color_ramp = nodes.new("ShaderNodeValToRGB")
    geometry = nodes.new("ShaderNodeNewGeometry")
    tangent = nodes.new("ShaderNodeTangent")

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(noise_texture.outputs[1], principled_bsdf.inputs[0])
    links.new(color_ramp.outputs[0], principled_bsdf.inputs[1])
    links.new(noise_texture.outputs[1], principled_bsdf.inputs[2])
    links.new(noise_texture.outputs[1], principled_bsdf.inputs[3])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[4])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[5])
    links.new(color_ramp.outputs[0], principled_bsdf.inputs[6])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[7])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[9])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[10])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[11])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[12])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[13])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[14])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[15])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[16])
    links.new(color_ramp.outputs[0], principled_bsdf.inputs[17])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[18])
    links.new(color_ramp.outputs[0], principled_bsdf.inputs[19])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[20])
    links.new(geometry.outputs[1], principled_bsdf.inputs[22])
    links.new(geometry.outputs[1], principled_bsdf.inputs[23])
    links.new(tangent.outputs[0], principled_bsdf.inputs[24])
    links.new(noise_texture.outputs[0], color_ramp.inputs[0])

    # parameters
    principled_bsdf.distribution = "MULTI_GGX"
    color_ramp.color_ramp.elements[0].position = 0.4
    color_ramp.color_ramp.elements[1].color = (0.3, 0.2, 0.25, 1.0)
