import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    emission = nodes.new("ShaderNodeEmission")
    noise_texture = nodes.new("ShaderNodeTexNoise")
    noise_texture_001 = nodes.new("ShaderNodeTexNoise")
    math = nodes.new("ShaderNodeMath")
    gradient_texture = nodes.new("ShaderNodeTexGradient")

    # links
    links.new(emission.outputs[0], material_output.inputs[0])
    links.new(noise_texture.outputs[1], emission.inputs[0])
    links.new(math.outputs[0], noise_texture.inputs[4])
    links.new(noise_texture_001.outputs[0], noise_texture.inputs[5])
    links.new(gradient_texture.outputs[1], math.inputs[0])
    links.new(math.outputs[0], noise_texture_001.inputs[4])

    # parameters
    emission.inputs[1].default_value = 0.9
    noise_texture.inputs[2].default_value = 6.0
    noise_texture.inputs[3].default_value = 8.0
    math.operation = "MULTIPLY_ADD"
    math.inputs[1].default_value = 2.5
    math.inputs[2].default_value = -0.4
    gradient_texture.gradient_type = "DIAGONAL"
