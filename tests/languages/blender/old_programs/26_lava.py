import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    color_ramp = nodes.new("ShaderNodeValToRGB")
    color_ramp_001 = nodes.new("ShaderNodeValToRGB")
    musgrave_texture = nodes.new("ShaderNodeTexMusgrave")
    voronoi_texture = nodes.new("ShaderNodeTexVoronoi")
    mix = nodes.new("ShaderNodeMixRGB")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")
    blackbody = nodes.new("ShaderNodeBlackbody")

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(color_ramp.outputs[0], principled_bsdf.inputs[0])
    links.new(mix.outputs[0], principled_bsdf.inputs[19])
    links.new(color_ramp_001.outputs[0], mix.inputs[0])
    links.new(blackbody.outputs[0], mix.inputs[2])
    links.new(voronoi_texture.outputs[0], color_ramp_001.inputs[0])
    links.new(musgrave_texture.outputs[0], color_ramp.inputs[0])
    links.new(texture_coordinate.outputs[0], musgrave_texture.inputs[0])
    links.new(musgrave_texture.outputs[0], voronoi_texture.inputs[0])

    # parameters
    principled_bsdf.inputs[9].default_value = 0.95
    principled_bsdf.inputs[20].default_value = 5.0
    color_ramp.color_ramp.elements[1].color = (0.08, 0.06, 0.05, 1.0)
    color_ramp_001.color_ramp.elements[0].position = 0.2
    color_ramp_001.color_ramp.elements[1].position = 0.65
    musgrave_texture.musgrave_type = "HETERO_TERRAIN"
    musgrave_texture.inputs[3].default_value = 5.5
    musgrave_texture.inputs[4].default_value = 1.1
    musgrave_texture.inputs[6].default_value = 0.2
    voronoi_texture.inputs[2].default_value = 2.8
    mix.inputs[1].default_value = (0.0, 0.0, 0.0, 1.0)
