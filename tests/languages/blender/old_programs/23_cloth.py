import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    wave_texture = nodes.new("ShaderNodeTexWave")
    wave_texture_001 = nodes.new("ShaderNodeTexWave")
    mix = nodes.new("ShaderNodeMixRGB")
    mix_001 = nodes.new("ShaderNodeMixRGB")
    bump = nodes.new("ShaderNodeBump")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(mix_001.outputs[0], principled_bsdf.inputs[0])
    links.new(bump.outputs[0], principled_bsdf.inputs[22])
    links.new(mix.outputs[0], mix_001.inputs[0])
    links.new(mix.outputs[0], bump.inputs[2])
    links.new(wave_texture.outputs[0], mix.inputs[1])
    links.new(wave_texture_001.outputs[0], mix.inputs[2])
    links.new(texture_coordinate.outputs[2], wave_texture.inputs[0])
    links.new(texture_coordinate.outputs[2], wave_texture_001.inputs[0])

    # parameters
    principled_bsdf.inputs[7].default_value = 0.0
    principled_bsdf.inputs[9].default_value = 1.0
    principled_bsdf.inputs[12].default_value = 0.8
    principled_bsdf.inputs[13].default_value = 1.0
    wave_texture.inputs[1].default_value = 22.0
    wave_texture.inputs[2].default_value = 0.9
    wave_texture_001.bands_direction = "Y"
    wave_texture_001.inputs[1].default_value = 22.0
    wave_texture_001.inputs[2].default_value = 0.9
    mix.blend_type = "LINEAR_LIGHT"
    mix_001.inputs[1].default_value = (0.11, 0.16, 0.3, 1.0)
    mix_001.inputs[2].default_value = (0.42, 0.5, 0.66, 1.0)
    bump.inputs[0].default_value = 0.5
    bump.inputs[1].default_value = 0.02
