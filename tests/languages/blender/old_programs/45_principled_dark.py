import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    mix_shader = nodes.new("ShaderNodeMixShader")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    principled_bsdf_001 = nodes.new("ShaderNodeBsdfPrincipled")
    voronoi_texture = nodes.new("ShaderNodeTexVoronoi")

    # links
    links.new(mix_shader.outputs[0], material_output.inputs[0])
    links.new(voronoi_texture.outputs[0], mix_shader.inputs[0])
    links.new(principled_bsdf.outputs[0], mix_shader.inputs[1])
    links.new(principled_bsdf_001.outputs[0], mix_shader.inputs[2])
    links.new(voronoi_texture.outputs[0], principled_bsdf_001.inputs[20])

    # parameters
    principled_bsdf.inputs[0].default_value = (0.02, 0.05, 0.09, 1.0)
    principled_bsdf.inputs[3].default_value = (0.5, 0.1, 0.1, 1.0)
    principled_bsdf.inputs[9].default_value = 14.8
    principled_bsdf.inputs[10].default_value = 0.7
    principled_bsdf.inputs[11].default_value = 0.1
    principled_bsdf.inputs[18].default_value = 0.6
    principled_bsdf.inputs[20].default_value = 3.0
    principled_bsdf.inputs[21].default_value = 0.8
    principled_bsdf_001.inputs[6].default_value = 1.0
    principled_bsdf_001.inputs[8].default_value = 0.5
    principled_bsdf_001.inputs[19].default_value = (0.1, 0.8, 0.3, 1.0)
    voronoi_texture.feature = "SMOOTH_F1"
    voronoi_texture.distance = "MINKOWSKI"
    voronoi_texture.inputs[3].default_value = 0.0
    voronoi_texture.inputs[4].default_value = 0.3
