import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    bump = nodes.new("ShaderNodeBump")
    bump_001 = nodes.new("ShaderNodeBump")
    noise_texture = nodes.new("ShaderNodeTexNoise")
    noise_texture_001 = nodes.new("ShaderNodeTexNoise")
    map_range = nodes.new("ShaderNodeMapRange")

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(noise_texture.outputs[0], principled_bsdf.inputs[14])
    links.new(map_range.outputs[0], principled_bsdf.inputs[15])
    links.new(bump.outputs[0], principled_bsdf.inputs[22])
    links.new(bump_001.outputs[0], principled_bsdf.inputs[23])
    links.new(noise_texture.outputs[0], map_range.inputs[0])
    links.new(noise_texture.outputs[0], bump.inputs[2])
    links.new(noise_texture_001.outputs[0], bump_001.inputs[2])
    links.new(bump.outputs[0], bump_001.inputs[3])

    # parameters
    principled_bsdf.inputs[0].default_value = (0.08, 0.15, 0.05, 1.0)
    principled_bsdf.inputs[9].default_value = 0.7
    bump.inputs[0].default_value = 0.3
    bump_001.inputs[0].default_value = 0.05
    noise_texture.inputs[2].default_value = 3.0
    noise_texture_001.inputs[2].default_value = 120.0
    map_range.inputs[4].default_value = 0.4
