import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    diffuse_bsdf = nodes.new("ShaderNodeBsdfDiffuse")
    add_shader = nodes.new("ShaderNodeAddShader")
    add_shader_001 = nodes.new("ShaderNodeAddShader")
    volume_scatter = nodes.new("ShaderNodeVolumeScatter")
    volume_absorption = nodes.new("ShaderNodeVolumeAbsorption")
    principled_volume = nodes.new("ShaderNodeVolumePrincipled")
    musgrave_texture = nodes.new("ShaderNodeTexMusgrave")

    # links
    links.new(diffuse_bsdf.outputs[0], material_output.inputs[0])
    links.new(add_shader.outputs[0], material_output.inputs[1])
    links.new(volume_scatter.outputs[0], add_shader.inputs[0])
    links.new(add_shader_001.outputs[0], add_shader.inputs[1])
    links.new(volume_absorption.outputs[0], add_shader_001.inputs[0])
    links.new(principled_volume.outputs[0], add_shader_001.inputs[1])
    links.new(musgrave_texture.outputs[0], volume_scatter.inputs[1])

    # parameters
    diffuse_bsdf.inputs[0].default_value = (0.5, 0.6, 0.4, 1.0)
    volume_scatter.inputs[2].default_value = 0.4
    volume_absorption.inputs[1].default_value = 0.2
    principled_volume.inputs[2].default_value = 0.1
    principled_volume.inputs[8].default_value = 0.3
    musgrave_texture.inputs[3].default_value = 0.75
