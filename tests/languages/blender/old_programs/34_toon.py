import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    add_shader = nodes.new("ShaderNodeAddShader")
    mix_shader = nodes.new("ShaderNodeMixShader")
    toon_bsdf = nodes.new("ShaderNodeBsdfToon")
    toon_bsdf_001 = nodes.new("ShaderNodeBsdfToon")
    translucent_bsdf = nodes.new("ShaderNodeBsdfTranslucent")
    normal = nodes.new("ShaderNodeNormal")
    geometry = nodes.new("ShaderNodeNewGeometry")

    # links
    links.new(add_shader.outputs[0], material_output.inputs[0])
    links.new(mix_shader.outputs[0], add_shader.inputs[0])
    links.new(toon_bsdf_001.outputs[0], add_shader.inputs[1])
    links.new(normal.outputs[1], mix_shader.inputs[0])
    links.new(toon_bsdf.outputs[0], mix_shader.inputs[1])
    links.new(translucent_bsdf.outputs[0], mix_shader.inputs[2])
    links.new(geometry.outputs[1], normal.inputs[0])

    # parameters
    toon_bsdf.inputs[0].default_value = (0.1, 0.7, 0.75, 1.0)
    toon_bsdf.inputs[1].default_value = 0.8
    toon_bsdf.inputs[2].default_value = 0.05
    toon_bsdf_001.component = "GLOSSY"
    toon_bsdf_001.inputs[0].default_value = (0.2, 0.2, 0.2, 1.0)
    toon_bsdf_001.inputs[1].default_value = 0.2
    translucent_bsdf.inputs[0].default_value = (0.9, 0.4, 0.1, 1.0)
    normal.outputs[0].default_value = (0.5, 0.1, 0.86)
