import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    diffuse_bsdf = nodes.new("ShaderNodeBsdfDiffuse")
    mix = nodes.new("ShaderNodeMixRGB")
    noise_1d = nodes.new("ShaderNodeTexNoise")
    noise_4d = nodes.new("ShaderNodeTexNoise")
    white_noise = nodes.new("ShaderNodeTexWhiteNoise")
    separate_xyz = nodes.new("ShaderNodeSeparateXYZ")
    vector_math = nodes.new("ShaderNodeVectorMath")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")

    # links
    links.new(diffuse_bsdf.outputs[0], material_output.inputs[0])
    links.new(mix.outputs[0], diffuse_bsdf.inputs[0])
    links.new(noise_1d.outputs[1], mix.inputs[1])
    links.new(noise_4d.outputs[1], mix.inputs[2])
    links.new(white_noise.outputs[0], mix.inputs[0])
    links.new(texture_coordinate.outputs[2], noise_1d.inputs[0])
    links.new(separate_xyz.outputs[1], noise_1d.inputs[1])
    links.new(texture_coordinate.outputs[2], separate_xyz.inputs[0])
    links.new(separate_xyz.outputs[0], noise_4d.inputs[1])
    links.new(vector_math.outputs[0], white_noise.inputs[0])
    links.new(texture_coordinate.outputs[2], vector_math.inputs[0])

    # parameters
    noise_1d.noise_dimensions = "1D"
    noise_1d.inputs[2].default_value = 9.3
    noise_1d.inputs[4].default_value = 2.0
    noise_4d.noise_dimensions = "4D"
    noise_4d.inputs[2].default_value = 3.0
    noise_4d.inputs[5].default_value = -1.2
    vector_math.operation = "SNAP"
    vector_math.inputs[1].default_value = (0.125, 0.125, 0.125)
