import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new("ShaderNodeOutputMaterial")
    emission = nodes.new("ShaderNodeEmission")
    mix = nodes.new("ShaderNodeMixRGB")
    mix_001 = nodes.new("ShaderNodeMixRGB")
    preetham = nodes.new("ShaderNodeTexSky")
    hosek = nodes.new("ShaderNodeTexSky")
    nishita = nodes.new("ShaderNodeTexSky")
    geometry = nodes.new("ShaderNodeNewGeometry")

    # links
    links.new(emission.outputs[0], material_output.inputs[0])
    links.new(mix.outputs[0], emission.inputs[0])
    links.new(mix_001.outputs[0], mix.inputs[1])
    links.new(preetham.outputs[0], mix.inputs[2])
    links.new(hosek.outputs[0], mix_001.inputs[1])
    links.new(nishita.outputs[0], mix_001.inputs[2])
    links.new(geometry.outputs[0], preetham.inputs[0])
    links.new(geometry.outputs[0], hosek.inputs[0])
    links.new(geometry.outputs[0], nishita.inputs[0])

    # parameters
    emission.inputs[1].default_value = 0.1
    preetham.sky_type = "PREETHAM"
    preetham.turbidity = 4.0
    hosek.sky_type = "HOSEK_WILKIE"
    hosek.ground_albedo = 0.6
    nishita.sun_disc = False
    nishita.sun_elevation = 0.5
    nishita.sun_rotation = 1.0
    nishita.air_density = 2.0
    nishita.dust_density = 3.0
    nishita.ozone_density = 0.5
