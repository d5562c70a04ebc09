import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    principled_bsdf = nodes.new("ShaderNodeBsdfPrincipled")
    mix = nodes.new("ShaderNodeMixRGB")
    fresnel = nodes.new("ShaderNodeFresnel")
    voronoi_texture = nodes.new("ShaderNodeTexVoronoi")
    normal_map = nodes.new("ShaderNodeNormalMap")

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(mix.outputs[0], principled_bsdf.inputs[0])
    links.new(fresnel.outputs[0], mix.inputs[0])
    links.new(voronoi_texture.outputs[1], normal_map.inputs[1])
    links.new(normal_map.outputs[0], principled_bsdf.inputs[22])

    # parameters
    principled_bsdf.inputs[6].default_value = 0.7
    principled_bsdf.inputs[7].default_value = 0.6
    principled_bsdf.inputs[9].default_value = 0.28
    principled_bsdf.inputs[14].default_value = 1.0
    principled_bsdf.inputs[15].default_value = 0.08
    mix.inputs[1].default_value = (0.4, 0.01, 0.012, 1.0)
    mix.inputs[2].default_value = (0.05, 0.0, 0.02, 1.0)
    fresnel.inputs[0].default_value = 1.8
    voronoi_texture.inputs[2].default_value = 200.0
    normal_map.inputs[0].default_value = 0.1
