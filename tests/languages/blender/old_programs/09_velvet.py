import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    add_shader = nodes.new("ShaderNodeAddShader")
    velvet_bsdf = nodes.new("ShaderNodeBsdfVelvet")
    velvet_bsdf_001 = nodes.new("ShaderNodeBsdfVelvet")
    mix_shader = nodes.new("ShaderNodeMixShader")
    diffuse_bsdf = nodes.new("ShaderNodeBsdfDiffuse")
    wave_texture = nodes.new("ShaderNodeTexWave")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")
    bump = nodes.new("ShaderNodeBump")

    # links
    links.new(add_shader.outputs[0], material_output.inputs[0])
    links.new(mix_shader.outputs[0], add_shader.inputs[0])
    links.new(velvet_bsdf.outputs[0], add_shader.inputs[1])
    links.new(diffuse_bsdf.outputs[0], mix_shader.inputs[1])
    links.new(velvet_bsdf_001.outputs[0], mix_shader.inputs[2])
    links.new(wave_texture.outputs[1], velvet_bsdf.inputs[1])
    links.new(texture_coordinate.outputs[2], wave_texture.inputs[0])
    links.new(wave_texture.outputs[1], bump.inputs[2])
    links.new(bump.outputs[0], velvet_bsdf_001.inputs[2])

    # parameters
    velvet_bsdf.inputs[0].default_value = (0.31, 0.02, 0.05, 1.0)
    velvet_bsdf_001.inputs[0].default_value = (0.55, 0.12, 0.2, 1.0)
    velvet_bsdf_001.inputs[1].default_value = 0.65
    mix_shader.inputs[0].default_value = 0.6
    diffuse_bsdf.inputs[0].default_value = (0.09, 0.01, 0.016, 1.0)
    diffuse_bsdf.inputs[1].default_value = 1.0
    wave_texture.inputs[1].default_value = 18.0
    bump.inputs[0].default_value = 0.25
