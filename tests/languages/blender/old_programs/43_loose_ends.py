# fmt: off
import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new('ShaderNodeOutputMaterial')
    principled_bsdf = nodes.new('ShaderNodeBsdfPrincipled')
    reroute = nodes.new('NodeReroute')
    reroute_001 = nodes.new('NodeReroute')
    checker_texture = nodes.new('ShaderNodeTexChecker')
    uv_map = nodes.new('ShaderNodeUVMap')
    value = nodes.new('ShaderNodeValue')
    principled_unused = nodes.new('ShaderNodeBsdfPrincipled')
    noise_unused = nodes.new('ShaderNodeTexNoise')
    musgrave_unused = nodes.new('ShaderNodeTexMusgrave')
    glossy_unused = nodes.new('ShaderNodeBsdfGlossy')
    wavelength = nodes.new('ShaderNodeWavelength')
    wireframe = nodes.new('ShaderNodeWireframe')
    mix_unused = nodes.new('ShaderNodeMixRGB')
    light_falloff = nodes.new('ShaderNodeLightFalloff')
    bevel = nodes.new('ShaderNodeBevel')
    material_output_001 = nodes.new('ShaderNodeOutputMaterial')

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(reroute.outputs[0], principled_bsdf.inputs[0])
    links.new(reroute_001.outputs[0], reroute.inputs[0])
    links.new(checker_texture.outputs[0], reroute_001.inputs[0])
    links.new(uv_map.outputs[0], checker_texture.inputs[0])
    links.new(value.outputs[0], principled_bsdf.inputs[9])
    links.new(noise_unused.outputs[0], musgrave_unused.inputs[4])
    links.new(wavelength.outputs[0], mix_unused.inputs[1])
    links.new(wireframe.outputs[0], mix_unused.inputs[0])
    links.new(light_falloff.outputs[0], glossy_unused.inputs[1])
    links.new(bevel.outputs[0], principled_unused.inputs[22])

    # parameters
    material_output.is_active_output = True
    material_output_001.is_active_output = False
    checker_texture.inputs[1].default_value = (0.02, 0.03, 0.04, 1.0)
    checker_texture.inputs[2].default_value = (0.7, 0.75, 0.8, 1.0)
    checker_texture.inputs[3].default_value = 9.0
    value.outputs[0].default_value = 0.22
    principled_unused.inputs[12].default_value = 0.5
    noise_unused.inputs[4].default_value = 3.0
    wavelength.inputs[0].default_value = 610.0
    bevel.samples = 6
