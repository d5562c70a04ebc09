import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    diffuse_bsdf = nodes.new("ShaderNodeBsdfDiffuse")
    mix = nodes.new("ShaderNodeMixRGB")
    color_ramp = nodes.new("ShaderNodeValToRGB")
    voronoi_edges = nodes.new("ShaderNodeTexVoronoi")
    voronoi_radius = nodes.new("ShaderNodeTexVoronoi")
    voronoi_position = nodes.new("ShaderNodeTexVoronoi")
    noise_texture = nodes.new("ShaderNodeTexNoise")

    # links
    links.new(diffuse_bsdf.outputs[0], material_output.inputs[0])
    links.new(mix.outputs[0], diffuse_bsdf.inputs[0])
    links.new(color_ramp.outputs[0], mix.inputs[0])
    links.new(voronoi_edges.outputs[0], color_ramp.inputs[0])
    links.new(voronoi_radius.outputs[4], mix.inputs[1])
    links.new(voronoi_position.outputs[2], mix.inputs[2])
    links.new(noise_texture.outputs[0], voronoi_edges.inputs[5])
    links.new(noise_texture.outputs[0], voronoi_position.inputs[1])

    # parameters
    color_ramp.color_ramp.interpolation = "CONSTANT"
    color_ramp.color_ramp.elements[1].position = 0.04
    voronoi_edges.feature = "DISTANCE_TO_EDGE"
    voronoi_edges.inputs[2].default_value = 4.4
    voronoi_edges.inputs[3].default_value = 0.2
    voronoi_radius.feature = "N_SPHERE_RADIUS"
    voronoi_radius.distance = "CHEBYCHEV"
    voronoi_position.distance = "CHEBYCHEV"
    voronoi_position.inputs[2].default_value = 3.0
