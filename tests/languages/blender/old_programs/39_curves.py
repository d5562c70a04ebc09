# fmt: off
import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new('ShaderNodeOutputMaterial')
    diffuse_bsdf = nodes.new('ShaderNodeBsdfDiffuse')
    rgb_curves = nodes.new('ShaderNodeRGBCurve')
    float_curve = nodes.new('ShaderNodeFloatCurve')
    vector_curves = nodes.new('ShaderNodeVectorCurve')
    noise_texture = nodes.new('ShaderNodeTexNoise')
    texture_coordinate = nodes.new('ShaderNodeTexCoord')

    # links
    links.new(diffuse_bsdf.outputs[0], material_output.inputs[0])
    links.new(rgb_curves.outputs[0], diffuse_bsdf.inputs[0])
    links.new(float_curve.outputs[0], rgb_curves.inputs[0])
    links.new(noise_texture.outputs[1], rgb_curves.inputs[1])
    links.new(noise_texture.outputs[0], float_curve.inputs[1])
    links.new(vector_curves.outputs[0], noise_texture.inputs[0])
    links.new(texture_coordinate.outputs[3], vector_curves.inputs[1])

    # parameters
    rgb_curves.mapping.curves[0].points[1].location = (1.0, 0.6)
    rgb_curves.mapping.curves[2].points.new(0.5, 0.2)
    rgb_curves.mapping.curves[2].points[1].handle_type = 'VECTOR'
    rgb_curves.mapping.curves[3].points.new(0.3, 0.4)
    float_curve.mapping.curves[0].points.new(0.4, 0.1)
    float_curve.mapping.curves[0].points.new(0.6, 0.9)
    float_curve.inputs[0].default_value = 0.9
    vector_curves.mapping.curves[0].points[0].location = (-1.0, -0.3)
    vector_curves.mapping.curves[1].points.new(0.0, 0.4)
    noise_texture.inputs[3].default_value = 4.0
