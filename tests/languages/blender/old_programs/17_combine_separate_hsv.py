import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    diffuse_bsdf = nodes.new("ShaderNodeBsdfDiffuse")
    combine_hsv = nodes.new("ShaderNodeCombineHSV")
    separate_hsv = nodes.new("ShaderNodeSeparateHSV")
    wave_texture = nodes.new("ShaderNodeTexWave")
    voronoi_texture = nodes.new("ShaderNodeTexVoronoi")

    # links
    links.new(diffuse_bsdf.outputs[0], material_output.inputs[0])
    links.new(combine_hsv.outputs[0], diffuse_bsdf.inputs[0])
    links.new(separate_hsv.outputs[0], combine_hsv.inputs[0])
    links.new(wave_texture.outputs[1], combine_hsv.inputs[2])
    links.new(voronoi_texture.outputs[1], separate_hsv.inputs[0])

    # parameters
    combine_hsv.inputs[1].default_value = 0.73
    wave_texture.wave_type = "RINGS"
    wave_texture.rings_direction = "Z"
    wave_texture.wave_profile = "SAW"
    wave_texture.inputs[1].default_value = 2.6
    wave_texture.inputs[6].default_value = 1.57
    voronoi_texture.inputs[2].default_value = 5.5
