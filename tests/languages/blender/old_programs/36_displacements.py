import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    diffuse_bsdf = nodes.new("ShaderNodeBsdfDiffuse")
    vector_math = nodes.new("ShaderNodeVectorMath")
    displacement = nodes.new("ShaderNodeDisplacement")
    displacement_001 = nodes.new("ShaderNodeDisplacement")
    vector_displacement = nodes.new("ShaderNodeVectorDisplacement")
    vector_displacement_001 = nodes.new("ShaderNodeVectorDisplacement")
    vector_math_001 = nodes.new("ShaderNodeVectorMath")
    vector_math_002 = nodes.new("ShaderNodeVectorMath")
    noise_texture = nodes.new("ShaderNodeTexNoise")

    # links
    links.new(diffuse_bsdf.outputs[0], material_output.inputs[0])
    links.new(vector_math.outputs[0], material_output.inputs[2])
    links.new(vector_math_001.outputs[0], vector_math.inputs[0])
    links.new(vector_math_002.outputs[0], vector_math.inputs[1])
    links.new(displacement.outputs[0], vector_math_001.inputs[0])
    links.new(displacement_001.outputs[0], vector_math_001.inputs[1])
    links.new(vector_displacement.outputs[0], vector_math_002.inputs[0])
    links.new(vector_displacement_001.outputs[0], vector_math_002.inputs[1])
    links.new(noise_texture.outputs[0], displacement.inputs[0])
    links.new(noise_texture.outputs[0], displacement_001.inputs[0])
    links.new(noise_texture.outputs[1], vector_displacement.inputs[0])

    # parameters
    diffuse_bsdf.inputs[0].default_value = (0.55, 0.5, 0.42, 1.0)
    displacement_001.space = "WORLD"
    displacement_001.inputs[1].default_value = 0.3
    displacement_001.inputs[2].default_value = 0.05
    vector_displacement.space = "OBJECT"
    vector_displacement.inputs[2].default_value = 0.01
    noise_texture.inputs[2].default_value = 14.0
