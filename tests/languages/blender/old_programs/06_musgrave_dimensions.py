import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    diffuse_bsdf = nodes.new("ShaderNodeBsdfDiffuse")
    combine_rgb = nodes.new("ShaderNodeCombineRGB")
    musgrave_1d = nodes.new("ShaderNodeTexMusgrave")
    musgrave_2d = nodes.new("ShaderNodeTexMusgrave")
    musgrave_4d = nodes.new("ShaderNodeTexMusgrave")
    separate_xyz = nodes.new("ShaderNodeSeparateXYZ")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")

    # links
    links.new(diffuse_bsdf.outputs[0], material_output.inputs[0])
    links.new(combine_rgb.outputs[0], diffuse_bsdf.inputs[0])
    links.new(musgrave_1d.outputs[0], combine_rgb.inputs[0])
    links.new(musgrave_2d.outputs[0], combine_rgb.inputs[1])
    links.new(musgrave_4d.outputs[0], combine_rgb.inputs[2])
    links.new(texture_coordinate.outputs[3], musgrave_1d.inputs[0])
    links.new(texture_coordinate.outputs[3], musgrave_2d.inputs[0])
    links.new(texture_coordinate.outputs[3], musgrave_4d.inputs[0])
    links.new(texture_coordinate.outputs[3], separate_xyz.inputs[0])
    links.new(separate_xyz.outputs[0], musgrave_1d.inputs[1])

    # parameters
    musgrave_1d.musgrave_dimensions = "1D"
    musgrave_1d.inputs[3].default_value = 1.0
    musgrave_1d.inputs[5].default_value = 0.0
    musgrave_2d.musgrave_dimensions = "2D"
    musgrave_2d.musgrave_type = "HETERO_TERRAIN"
    musgrave_2d.inputs[3].default_value = 7.0
    musgrave_2d.inputs[4].default_value = 0.0
    musgrave_2d.inputs[6].default_value = 0.6
    musgrave_4d.musgrave_dimensions = "4D"
    musgrave_4d.musgrave_type = "MULTIFRACTAL"
    musgrave_4d.inputs[1].default_value = 2.71
    musgrave_4d.inputs[3].default_value = 3.5
