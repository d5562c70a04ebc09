import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    emission = nodes.new("ShaderNodeEmission")
    add = nodes.new("ShaderNodeMixRGB")
    lighten = nodes.new("ShaderNodeMixRGB")
    radial = nodes.new("ShaderNodeTexGradient")
    spherical = nodes.new("ShaderNodeTexGradient")
    quadratic = nodes.new("ShaderNodeTexGradient")
    quadratic_sphere = nodes.new("ShaderNodeTexGradient")
    gamma = nodes.new("ShaderNodeGamma")
    bright_contrast = nodes.new("ShaderNodeBrightContrast")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")

    # links
    links.new(emission.outputs[0], material_output.inputs[0])
    links.new(bright_contrast.outputs[0], emission.inputs[0])
    links.new(add.outputs[0], bright_contrast.inputs[0])
    links.new(lighten.outputs[0], add.inputs[1])
    links.new(gamma.outputs[0], add.inputs[2])
    links.new(radial.outputs[0], lighten.inputs[1])
    links.new(spherical.outputs[0], lighten.inputs[2])
    links.new(quadratic.outputs[0], lighten.inputs[0])
    links.new(quadratic_sphere.outputs[0], gamma.inputs[0])
    links.new(texture_coordinate.outputs[3], radial.inputs[0])
    links.new(texture_coordinate.outputs[3], spherical.inputs[0])
    links.new(texture_coordinate.outputs[0], quadratic.inputs[0])
    links.new(texture_coordinate.outputs[3], quadratic_sphere.inputs[0])

    # parameters
    add.blend_type = "ADD"
    add.use_clamp = True
    lighten.blend_type = "LIGHTEN"
    radial.gradient_type = "RADIAL"
    spherical.gradient_type = "SPHERICAL"
    quadratic.gradient_type = "QUADRATIC"
    quadratic_sphere.gradient_type = "QUADRATIC_SPHERE"
    gamma.inputs[1].default_value = 2.2
    bright_contrast.inputs[1].default_value = -0.1
    bright_contrast.inputs[2].default_value = 0.3
