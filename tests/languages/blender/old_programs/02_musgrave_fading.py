import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    diffuse_bsdf = nodes.new("ShaderNodeBsdfDiffuse")
    mix = nodes.new("ShaderNodeMixRGB")
    mix_001 = nodes.new("ShaderNodeMixRGB")
    musgrave_fbm = nodes.new("ShaderNodeTexMusgrave")
    musgrave_multi = nodes.new("ShaderNodeTexMusgrave")
    musgrave_hybrid = nodes.new("ShaderNodeTexMusgrave")
    musgrave_ridged = nodes.new("ShaderNodeTexMusgrave")
    texture_coordinate = nodes.new("ShaderNodeTexCoord")

    # links
    links.new(diffuse_bsdf.outputs[0], material_output.inputs[0])
    links.new(mix.outputs[0], diffuse_bsdf.inputs[0])
    links.new(mix_001.outputs[0], mix.inputs[1])
    links.new(musgrave_fbm.outputs[0], mix.inputs[2])
    links.new(musgrave_multi.outputs[0], mix_001.inputs[1])
    links.new(musgrave_hybrid.outputs[0], mix_001.inputs[2])
    links.new(musgrave_ridged.outputs[0], diffuse_bsdf.inputs[1])
    links.new(texture_coordinate.outputs[2], musgrave_fbm.inputs[0])
    links.new(texture_coordinate.outputs[2], musgrave_multi.inputs[0])
    links.new(texture_coordinate.outputs[2], musgrave_hybrid.inputs[0])
    links.new(texture_coordinate.outputs[2], musgrave_ridged.inputs[0])

    # parameters
    mix.blend_type = "ADD"
    mix.inputs[0].default_value = 0.7
    musgrave_fbm.inputs[3].default_value = 0.6
    musgrave_multi.musgrave_type = "MULTIFRACTAL"
    musgrave_multi.inputs[2].default_value = 8.0
    musgrave_multi.inputs[3].default_value = 0.4
    musgrave_hybrid.musgrave_type = "HYBRID_MULTIFRACTAL"
    musgrave_hybrid.inputs[3].default_value = 0.9
    musgrave_hybrid.inputs[6].default_value = 0.5
    musgrave_hybrid.inputs[7].default_value = 1.7
    musgrave_ridged.musgrave_type = "RIDGED_MULTIFRACTAL"
    musgrave_ridged.inputs[3].default_value = 0.25
    musgrave_ridged.inputs[6].default_value = 0.8
