import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    color_ramp = nodes.new("ShaderNodeValToRGB")
    noise_texture = nodes.new("ShaderNodeTexNoise")
    bump = nodes.new("ShaderNodeBump")
    voronoi_texture = nodes.new("ShaderNodeTexVoronoi")

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(color_ramp.outputs[0], principled_bsdf.inputs[0])
    links.new(noise_texture.outputs[0], color_ramp.inputs[0])
    links.new(voronoi_texture.outputs[0], bump.inputs[2])
    links.new(bump.outputs[0], principled_bsdf.inputs[22])

    # parameters
    principled_bsdf.inputs[1].default_value = 0.15
    principled_bsdf.inputs[2].default_value = (1.0, 0.35, 0.2)
    principled_bsdf.inputs[3].default_value = (0.8, 0.2, 0.12, 1.0)
    principled_bsdf.inputs[9].default_value = 0.45
    color_ramp.color_ramp.elements[0].color = (0.62, 0.31, 0.22, 1.0)
    color_ramp.color_ramp.elements[1].color = (0.8, 0.5, 0.39, 1.0)
    noise_texture.inputs[2].default_value = 8.0
    bump.invert = True
    bump.inputs[0].default_value = 0.1
    voronoi_texture.inputs[2].default_value = 60.0
