import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    bump = nodes.new("ShaderNodeBump")
    color_ramp = nodes.new("ShaderNodeValToRGB")
    musgrave_texture = nodes.new("ShaderNodeTexMusgrave")
    mapping = nodes.new("ShaderNodeMapping")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(color_ramp.outputs[0], principled_bsdf.inputs[0])
    links.new(bump.outputs[0], principled_bsdf.inputs[22])
    links.new(musgrave_texture.outputs[0], bump.inputs[2])
    links.new(musgrave_texture.outputs[0], color_ramp.inputs[0])
    links.new(mapping.outputs[0], musgrave_texture.inputs[0])
    links.new(texture_coordinate.outputs[3], mapping.inputs[0])

    # parameters
    principled_bsdf.inputs[7].default_value = 0.2
    principled_bsdf.inputs[9].default_value = 0.85
    bump.inputs[0].default_value = 0.4
    bump.inputs[1].default_value = 0.1
    color_ramp.color_ramp.elements[0].position = 0.123
    color_ramp.color_ramp.elements[0].color = (0.042, 0.031, 0.025, 1.0)
    color_ramp.color_ramp.elements.new(0.5)
    color_ramp.color_ramp.elements[1].color = (0.18, 0.139, 0.11, 1.0)
    color_ramp.color_ramp.elements[2].position = 0.89
    color_ramp.color_ramp.elements[2].color = (0.47, 0.41, 0.36, 1.0)
    musgrave_texture.inputs[2].default_value = 3.7
    musgrave_texture.inputs[3].default_value = 16.0
    musgrave_texture.inputs[4].default_value = 0.7
    musgrave_texture.inputs[5].default_value = 2.3
    mapping.inputs[3].default_value = (1.0, 1.4, 1.0)
