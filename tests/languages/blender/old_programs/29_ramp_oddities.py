# fmt: off
import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new('ShaderNodeOutputMaterial')
    mix_shader = nodes.new('ShaderNodeMixShader')
    diffuse_bsdf = nodes.new('ShaderNodeBsdfDiffuse')
    emission = nodes.new('ShaderNodeEmission')
    one_stop = nodes.new('ShaderNodeValToRGB')
    hsv = nodes.new('ShaderNodeValToRGB')
    crossed = nodes.new('ShaderNodeValToRGB')
    spline = nodes.new('ShaderNodeValToRGB')
    mix = nodes.new('ShaderNodeMixRGB')
    mix_001 = nodes.new('ShaderNodeMixRGB')
    gradient_texture = nodes.new('ShaderNodeTexGradient')
    texture_coordinate = nodes.new('ShaderNodeTexCoord')

    # links
    links.new(mix_shader.outputs[0], material_output.inputs[0])
    links.new(crossed.outputs[1], mix_shader.inputs[0])
    links.new(diffuse_bsdf.outputs[0], mix_shader.inputs[1])
    links.new(emission.outputs[0], mix_shader.inputs[2])
    links.new(mix.outputs[0], diffuse_bsdf.inputs[0])
    links.new(one_stop.outputs[0], mix.inputs[1])
    links.new(mix_001.outputs[0], mix.inputs[2])
    links.new(hsv.outputs[0], mix_001.inputs[1])
    links.new(crossed.outputs[0], mix_001.inputs[2])
    links.new(spline.outputs[0], emission.inputs[0])
    links.new(gradient_texture.outputs[1], hsv.inputs[0])
    links.new(gradient_texture.outputs[1], crossed.inputs[0])
    links.new(gradient_texture.outputs[1], spline.inputs[0])
    links.new(texture_coordinate.outputs[2], gradient_texture.inputs[0])

    # parameters
    one_stop.color_ramp.elements.remove(one_stop.color_ramp.elements[1])
    one_stop.color_ramp.elements[0].color = (0.2, 0.5, 0.9, 1.0)
    one_stop.color_ramp.elements[0].position = 0.4
    hsv.color_ramp.color_mode = 'HSV'
    hsv.color_ramp.hue_interpolation = 'FAR'
    hsv.color_ramp.elements[0].color = (0.9, 0.1, 0.1, 1.0)
    hsv.color_ramp.elements[1].color = (0.1, 0.2, 0.9, 1.0)
    crossed.color_ramp.elements.new(0.8)
    crossed.color_ramp.elements[1].color = (0.1, 0.8, 0.2, 0.5)
    crossed.color_ramp.elements.new(0.3)
    crossed.color_ramp.elements[1].color = (0.9, 0.8, 0.1, 0.2)
    crossed.color_ramp.elements[0].color = (0.0, 0.0, 0.3, 0.0)
    spline.color_ramp.interpolation = 'B_SPLINE'
    spline.color_ramp.elements.new(0.5)
    spline.color_ramp.elements[1].color = (1.0, 0.3, 0.0, 1.0)
    spline.color_ramp.elements[1].position = 0.45
    mix.inputs[0].default_value = 0.8
