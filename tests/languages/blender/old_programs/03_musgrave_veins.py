import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    output = nodes.new("ShaderNodeOutputMaterial")
    principled = nodes.new("ShaderNodeBsdfPrincipled")
    ramp = nodes.new("ShaderNodeValToRGB")
    ridged = nodes.new("ShaderNodeTexMusgrave")
    mix = nodes.new("ShaderNodeMixRGB")
    noise = nodes.new("ShaderNodeTexNoise")
    coordinate = nodes.new("ShaderNodeTexCoord")

    # links
    links.new(principled.outputs[0], output.inputs[0])
    links.new(ramp.outputs[0], principled.inputs[0])
    links.new(ridged.outputs[0], ramp.inputs[0])
    links.new(mix.outputs[0], ridged.inputs[0])
    links.new(coordinate.outputs[0], mix.inputs[1])
    links.new(noise.outputs[1], mix.inputs[2])
    links.new(coordinate.outputs[0], noise.inputs[0])

    # parameters
    principled.inputs[9].default_value = 0.11
    ramp.color_ramp.interpolation = "EASE"
    ramp.color_ramp.elements[0].position = 0.3
    ramp.color_ramp.elements[0].color = (0.855, 0.84, 0.8, 1.0)
    ramp.color_ramp.elements[1].position = 0.95
    ramp.color_ramp.elements[1].color = (0.05, 0.055, 0.06, 1.0)
    ridged.musgrave_type = "RIDGED_MULTIFRACTAL"
    ridged.inputs[2].default_value = 2.5
    ridged.inputs[3].default_value = 6.4
    ridged.inputs[4].default_value = 1.3
    ridged.inputs[6].default_value = 0.9
    ridged.inputs[7].default_value = 1.5
    mix.inputs[0].default_value = 0.117
    noise.inputs[3].default_value = 16.0
    noise.inputs[4].default_value = 14.8
    noise.inputs[5].default_value = 0.3
