import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    mix = nodes.new("ShaderNodeMixRGB")
    mix_001 = nodes.new("ShaderNodeMixRGB")
    musgrave_texture = nodes.new("ShaderNodeTexMusgrave")
    musgrave_texture_001 = nodes.new("ShaderNodeTexMusgrave")
    musgrave_texture_002 = nodes.new("ShaderNodeTexMusgrave")
    musgrave_texture_003 = nodes.new("ShaderNodeTexMusgrave")
    map_range = nodes.new("ShaderNodeMapRange")
    map_range_001 = nodes.new("ShaderNodeMapRange")
    separate_xyz = nodes.new("ShaderNodeSeparateXYZ")
    value = nodes.new("ShaderNodeValue")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(mix.outputs[0], principled_bsdf.inputs[0])
    links.new(mix_001.outputs[0], mix.inputs[1])
    links.new(musgrave_texture_002.outputs[0], mix.inputs[2])
    links.new(musgrave_texture.outputs[0], mix_001.inputs[1])
    links.new(musgrave_texture_001.outputs[0], mix_001.inputs[2])
    links.new(musgrave_texture_003.outputs[0], principled_bsdf.inputs[9])
    links.new(texture_coordinate.outputs[2], separate_xyz.inputs[0])
    links.new(separate_xyz.outputs[0], map_range.inputs[0])
    links.new(separate_xyz.outputs[1], map_range_001.inputs[0])
    links.new(map_range.outputs[0], musgrave_texture.inputs[4])
    links.new(map_range_001.outputs[0], musgrave_texture_001.inputs[5])
    links.new(map_range.outputs[0], musgrave_texture_002.inputs[4])
    links.new(map_range_001.outputs[0], musgrave_texture_002.inputs[5])
    links.new(value.outputs[0], musgrave_texture_002.inputs[3])
    links.new(value.outputs[0], musgrave_texture_002.inputs[1])
    links.new(value.outputs[0], musgrave_texture_003.inputs[3])

    # parameters
    mix.inputs[0].default_value = 0.35
    musgrave_texture.inputs[3].default_value = 5.0
    musgrave_texture.inputs[5].default_value = 2.4
    musgrave_texture_001.musgrave_type = "HYBRID_MULTIFRACTAL"
    musgrave_texture_001.inputs[4].default_value = 0.8
    musgrave_texture_001.inputs[3].default_value = 4.5
    musgrave_texture_002.musgrave_dimensions = "4D"
    musgrave_texture_002.musgrave_type = "RIDGED_MULTIFRACTAL"
    musgrave_texture_003.musgrave_type = "HYBRID_MULTIFRACTAL"
    map_range.inputs[3].default_value = 0.1
    map_range.inputs[4].default_value = 1.6
    map_range_001.inputs[3].default_value = 1.2
    map_range_001.inputs[4].default_value = 3.1
    value.outputs[0].default_value = 3.3
