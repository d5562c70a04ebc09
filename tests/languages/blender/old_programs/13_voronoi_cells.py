import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    mix = nodes.new("ShaderNodeMixRGB")
    voronoi_texture = nodes.new("ShaderNodeTexVoronoi")
    voronoi_texture_001 = nodes.new("ShaderNodeTexVoronoi")
    voronoi_texture_002 = nodes.new("ShaderNodeTexVoronoi")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(mix.outputs[0], principled_bsdf.inputs[0])
    links.new(voronoi_texture.outputs[1], mix.inputs[1])
    links.new(voronoi_texture_001.outputs[0], mix.inputs[2])
    links.new(voronoi_texture_002.outputs[0], principled_bsdf.inputs[9])
    links.new(texture_coordinate.outputs[2], voronoi_texture.inputs[0])
    links.new(texture_coordinate.outputs[2], voronoi_texture_001.inputs[0])
    links.new(texture_coordinate.outputs[2], voronoi_texture_002.inputs[0])

    # parameters
    mix.blend_type = "MULTIPLY"
    mix.inputs[0].default_value = 1.0
    voronoi_texture.distance = "MANHATTAN"
    voronoi_texture.voronoi_dimensions = "2D"
    voronoi_texture.inputs[2].default_value = 8.0
    voronoi_texture.inputs[5].default_value = 0.4
    voronoi_texture_001.feature = "SMOOTH_F1"
    voronoi_texture_001.inputs[2].default_value = 6.5
    voronoi_texture_001.inputs[3].default_value = 0.35
    voronoi_texture_002.feature = "F2"
    voronoi_texture_002.distance = "MINKOWSKI"
    voronoi_texture_002.voronoi_dimensions = "4D"
    voronoi_texture_002.inputs[1].default_value = 1.5
    voronoi_texture_002.inputs[4].default_value = 1.8
