import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    mix_shader = nodes.new("ShaderNodeMixShader")
    mix_shader_001 = nodes.new("ShaderNodeMixShader")
    burley = nodes.new("ShaderNodeSubsurfaceScattering")
    random_walk = nodes.new("ShaderNodeSubsurfaceScattering")
    fixed = nodes.new("ShaderNodeSubsurfaceScattering")
    noise_texture = nodes.new("ShaderNodeTexNoise")

    # links
    links.new(mix_shader.outputs[0], material_output.inputs[0])
    links.new(burley.outputs[0], mix_shader.inputs[1])
    links.new(mix_shader_001.outputs[0], mix_shader.inputs[2])
    links.new(random_walk.outputs[0], mix_shader_001.inputs[1])
    links.new(fixed.outputs[0], mix_shader_001.inputs[2])
    links.new(noise_texture.outputs[1], random_walk.inputs[0])
    links.new(noise_texture.outputs[0], fixed.inputs[1])

    # parameters
    burley.falloff = "BURLEY"
    burley.inputs[0].default_value = (0.7, 0.3, 0.2, 1.0)
    burley.inputs[1].default_value = 0.3
    random_walk.inputs[3].default_value = 1.5
    random_walk.inputs[4].default_value = 0.2
    fixed.falloff = "RANDOM_WALK_FIXED_RADIUS"
    fixed.inputs[2].default_value = (0.4, 0.3, 0.2)
