# fmt: off
import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new('ShaderNodeOutputMaterial')
    principled_bsdf = nodes.new('ShaderNodeBsdfPrincipled')
    colorramp = nodes.new('ShaderNodeValToRGB')
    wave_texture = nodes.new('ShaderNodeTexWave')
    noise_texture = nodes.new('ShaderNodeTexNoise')
    mapping = nodes.new('ShaderNodeMapping')
    texture_coordinate = nodes.new('ShaderNodeTexCoord')
    bump = nodes.new('ShaderNodeBump')
    hue_saturation_value = nodes.new('ShaderNodeHueSaturation')

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(hue_saturation_value.outputs[0], principled_bsdf.inputs[0])
    links.new(bump.outputs[0], principled_bsdf.inputs[22])
    links.new(colorramp.outputs[0], hue_saturation_value.inputs[4])
    links.new(wave_texture.outputs[0], colorramp.inputs[0])
    links.new(noise_texture.outputs[1], wave_texture.inputs[0])
    links.new(mapping.outputs[0], noise_texture.inputs[0])
    links.new(texture_coordinate.outputs[0], mapping.inputs[0])
    links.new(wave_texture.outputs[0], bump.inputs[2])

    # parameters
    principled_bsdf.inputs[9].default_value = 0.38
    colorramp.color_ramp.elements[0].color = (0.118, 0.047, 0.018, 1.0)
    colorramp.color_ramp.elements[0].position = 0.091
    colorramp.color_ramp.elements.new(0.305)
    colorramp.color_ramp.elements[1].color = (0.262, 0.117, 0.049, 1.0)
    colorramp.color_ramp.elements.new(0.664)
    colorramp.color_ramp.elements[2].color = (0.407, 0.212, 0.099, 1.0)
    colorramp.color_ramp.elements[3].color = (0.548, 0.332, 0.176, 1.0)
    wave_texture.wave_type = 'RINGS'
    wave_texture.inputs[1].default_value = 1.9
    wave_texture.inputs[2].default_value = 3.3
    wave_texture.inputs[3].default_value = 16.0
    wave_texture.inputs[4].default_value = 1.4
    wave_texture.inputs[5].default_value = 0.55
    noise_texture.inputs[2].default_value = 1.6
    noise_texture.inputs[3].default_value = 3.0
    mapping.inputs[2].default_value = (0.0, 1.57, 0.0)
    mapping.inputs[3].default_value = (0.5, 4.0, 1.0)
    bump.inputs[0].default_value = 0.07
    hue_saturation_value.inputs[1].default_value = 1.15
    hue_saturation_value.inputs[2].default_value = 0.9
