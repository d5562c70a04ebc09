import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    emission = nodes.new("ShaderNodeEmission")
    mix = nodes.new("ShaderNodeMixRGB")
    fbm = nodes.new("ShaderNodeTexMusgrave")
    multi = nodes.new("ShaderNodeTexMusgrave")
    hetero = nodes.new("ShaderNodeTexMusgrave")
    math = nodes.new("ShaderNodeMath")
    gradient = nodes.new("ShaderNodeTexGradient")
    mapping = nodes.new("ShaderNodeMapping")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")

    # links
    links.new(emission.outputs[0], material_output.inputs[0])
    links.new(mix.outputs[0], emission.inputs[0])
    links.new(fbm.outputs[0], mix.inputs[1])
    links.new(multi.outputs[0], mix.inputs[2])
    links.new(hetero.outputs[0], mix.inputs[0])
    links.new(math.outputs[0], fbm.inputs[3])
    links.new(math.outputs[0], multi.inputs[3])
    links.new(math.outputs[0], hetero.inputs[3])
    links.new(gradient.outputs[1], math.inputs[0])
    links.new(mapping.outputs[0], gradient.inputs[0])
    links.new(texture_coordinate.outputs[0], mapping.inputs[0])
    links.new(texture_coordinate.outputs[0], fbm.inputs[0])

    # parameters
    mix.blend_type = "SCREEN"
    fbm.inputs[2].default_value = 4.2
    multi.musgrave_type = "MULTIFRACTAL"
    multi.inputs[4].default_value = 0.5
    hetero.musgrave_type = "HETERO_TERRAIN"
    hetero.inputs[6].default_value = 0.35
    math.operation = "MULTIPLY"
    math.inputs[1].default_value = 3.0
    mapping.inputs[2].default_value = (0.0, 0.0, 0.785)
