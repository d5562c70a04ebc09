import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    output = nodes.new("ShaderNodeOutputMaterial")
    emission = nodes.new("ShaderNodeEmission")
    mix_value = nodes.new("ShaderNodeMixRGB")
    mix_color = nodes.new("ShaderNodeMixRGB")
    mix_saturation = nodes.new("ShaderNodeMixRGB")
    mix_hue = nodes.new("ShaderNodeMixRGB")
    mix_divide = nodes.new("ShaderNodeMixRGB")
    mix_subtract = nodes.new("ShaderNodeMixRGB")
    mix_difference = nodes.new("ShaderNodeMixRGB")
    mix_linear_light = nodes.new("ShaderNodeMixRGB")
    mix_soft_light = nodes.new("ShaderNodeMixRGB")
    mix_overlay = nodes.new("ShaderNodeMixRGB")
    mix_add = nodes.new("ShaderNodeMixRGB")
    mix_dodge = nodes.new("ShaderNodeMixRGB")
    mix_screen = nodes.new("ShaderNodeMixRGB")
    mix_lighten = nodes.new("ShaderNodeMixRGB")
    mix_burn = nodes.new("ShaderNodeMixRGB")
    mix_multiply = nodes.new("ShaderNodeMixRGB")
    mix_darken = nodes.new("ShaderNodeMixRGB")
    mix_mix = nodes.new("ShaderNodeMixRGB")
    magic = nodes.new("ShaderNodeTexMagic")
    noise = nodes.new("ShaderNodeTexNoise")

    # links
    links.new(emission.outputs[0], output.inputs[0])
    links.new(mix_value.outputs[0], emission.inputs[0])
    links.new(mix_color.outputs[0], mix_value.inputs[1])
    links.new(mix_saturation.outputs[0], mix_color.inputs[1])
    links.new(mix_hue.outputs[0], mix_saturation.inputs[1])
    links.new(mix_divide.outputs[0], mix_hue.inputs[1])
    links.new(mix_subtract.outputs[0], mix_divide.inputs[1])
    links.new(mix_difference.outputs[0], mix_subtract.inputs[1])
    links.new(mix_linear_light.outputs[0], mix_difference.inputs[1])
    links.new(mix_soft_light.outputs[0], mix_linear_light.inputs[1])
    links.new(mix_overlay.outputs[0], mix_soft_light.inputs[1])
    links.new(mix_add.outputs[0], mix_overlay.inputs[1])
    links.new(mix_dodge.outputs[0], mix_add.inputs[1])
    links.new(mix_screen.outputs[0], mix_dodge.inputs[1])
    links.new(mix_lighten.outputs[0], mix_screen.inputs[1])
    links.new(mix_burn.outputs[0], mix_lighten.inputs[1])
    links.new(mix_multiply.outputs[0], mix_burn.inputs[1])
    links.new(mix_darken.outputs[0], mix_multiply.inputs[1])
    links.new(mix_mix.outputs[0], mix_darken.inputs[1])
    links.new(magic.outputs[0], mix_mix.inputs[1])
    links.new(noise.outputs[1], mix_mix.inputs[2])
    links.new(noise.outputs[0], mix_value.inputs[0])

    # parameters
    mix_value.blend_type = "VALUE"
    mix_value.inputs[2].default_value = (0.6, 0.3, 0.2, 1.0)
    mix_color.blend_type = "COLOR"
    mix_color.inputs[0].default_value = 0.1
    mix_color.inputs[2].default_value = (0.2, 0.3, 0.6, 1.0)
    mix_saturation.blend_type = "SATURATION"
    mix_saturation.inputs[0].default_value = 0.3
    mix_hue.blend_type = "HUE"
    mix_hue.inputs[0].default_value = 0.15
    mix_hue.inputs[2].default_value = (0.1, 0.6, 0.2, 1.0)
    mix_divide.blend_type = "DIVIDE"
    mix_divide.inputs[0].default_value = 0.2
    mix_divide.inputs[2].default_value = (0.9, 0.8, 0.7, 1.0)
    mix_subtract.blend_type = "SUBTRACT"
    mix_subtract.use_clamp = True
    mix_subtract.inputs[2].default_value = (0.1, 0.05, 0.1, 1.0)
    mix_difference.blend_type = "DIFFERENCE"
    mix_difference.inputs[0].default_value = 0.25
    mix_linear_light.blend_type = "LINEAR_LIGHT"
    mix_linear_light.inputs[0].default_value = 0.2
    mix_soft_light.blend_type = "SOFT_LIGHT"
    mix_overlay.blend_type = "OVERLAY"
    mix_overlay.use_alpha = True
    mix_add.blend_type = "ADD"
    mix_add.inputs[0].default_value = 1.7
    mix_add.inputs[2].default_value = (0.05, 0.1, 0.15, 1.0)
    mix_dodge.blend_type = "DODGE"
    mix_dodge.use_clamp = True
    mix_dodge.inputs[0].default_value = 0.1
    mix_screen.blend_type = "SCREEN"
    mix_screen.inputs[0].default_value = -0.3
    mix_lighten.blend_type = "LIGHTEN"
    mix_lighten.inputs[0].default_value = 0.4
    mix_burn.blend_type = "BURN"
    mix_burn.inputs[2].default_value = (0.9, 0.9, 0.8, 1.0)
    mix_multiply.blend_type = "MULTIPLY"
    mix_multiply.inputs[2].default_value = (0.8, 0.7, 0.9, 1.0)
    mix_darken.blend_type = "DARKEN"
    mix_darken.inputs[2].default_value = (0.9, 0.6, 0.7, 1.0)
    magic.turbulence_depth = 4
    magic.inputs[2].default_value = 1.4
