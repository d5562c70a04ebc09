import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    mix_shader = nodes.new("ShaderNodeMixShader")
    mix_shader_001 = nodes.new("ShaderNodeMixShader")
    mix_shader_002 = nodes.new("ShaderNodeMixShader")
    plain = nodes.new("ShaderNodeBsdfPrincipled")
    half_metal = nodes.new("ShaderNodeBsdfPrincipled")
    linked_metal = nodes.new("ShaderNodeBsdfPrincipled")
    linked_tint = nodes.new("ShaderNodeBsdfPrincipled")
    brick_texture = nodes.new("ShaderNodeTexBrick")

    # links
    links.new(mix_shader.outputs[0], material_output.inputs[0])
    links.new(mix_shader_001.outputs[0], mix_shader.inputs[1])
    links.new(mix_shader_002.outputs[0], mix_shader.inputs[2])
    links.new(plain.outputs[0], mix_shader_001.inputs[1])
    links.new(half_metal.outputs[0], mix_shader_001.inputs[2])
    links.new(linked_metal.outputs[0], mix_shader_002.inputs[1])
    links.new(linked_tint.outputs[0], mix_shader_002.inputs[2])
    links.new(brick_texture.outputs[0], half_metal.inputs[0])
    links.new(brick_texture.outputs[1], linked_metal.inputs[6])
    links.new(brick_texture.outputs[1], linked_tint.inputs[8])
    links.new(brick_texture.outputs[0], linked_tint.inputs[0])

    # parameters
    plain.inputs[0].default_value = (0.3, 0.6, 0.1, 1.0)
    plain.inputs[8].default_value = 0.4
    half_metal.inputs[6].default_value = 0.5
    half_metal.inputs[8].default_value = 0.7
    linked_metal.inputs[0].default_value = (0.6, 0.3, 0.2, 1.0)
    linked_metal.inputs[8].default_value = 1.0
    brick_texture.offset = 0.35
    brick_texture.squash = 1.3
    brick_texture.inputs[4].default_value = 4.0
