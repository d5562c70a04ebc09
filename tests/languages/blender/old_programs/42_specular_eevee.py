import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    specular = nodes.new("ShaderNodeEeveeSpecular")
    ambient_occlusion = nodes.new("ShaderNodeAmbientOcclusion")
    shader_to_rgb = nodes.new("ShaderNodeShaderToRGB")
    diffuse_bsdf = nodes.new("ShaderNodeBsdfDiffuse")

    # links
    links.new(specular.outputs[0], material_output.inputs[0])
    links.new(shader_to_rgb.outputs[0], specular.inputs[0])
    links.new(diffuse_bsdf.outputs[0], shader_to_rgb.inputs[0])
    links.new(ambient_occlusion.outputs[1], specular.inputs[9])

    # parameters
    specular.inputs[1].default_value = (0.2, 0.25, 0.3, 1.0)
    specular.inputs[2].default_value = 0.35
    ambient_occlusion.samples = 8
    ambient_occlusion.inside = True
    ambient_occlusion.inputs[1].default_value = 0.4
    diffuse_bsdf.inputs[0].default_value = (0.6, 0.4, 0.7, 1.0)
