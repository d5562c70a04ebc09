# fmt: off
import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new('ShaderNodeOutputMaterial')
    principled_bsdf = nodes.new('ShaderNodeBsdfPrincipled')
    brick_texture = nodes.new('ShaderNodeTexBrick')
    noise_texture = nodes.new('ShaderNodeTexNoise')
    mix = nodes.new('ShaderNodeMixRGB')
    bump = nodes.new('ShaderNodeBump')
    invert = nodes.new('ShaderNodeInvert')
    texture_coordinate = nodes.new('ShaderNodeTexCoord')

    # links
    links.new(principled_bsdf.outputs[0], material_output.inputs[0])
    links.new(brick_texture.outputs[0], principled_bsdf.inputs[0])
    links.new(bump.outputs[0], principled_bsdf.inputs[22])
    links.new(mix.outputs[0], brick_texture.inputs[1])
    links.new(noise_texture.outputs[0], mix.inputs[0])
    links.new(texture_coordinate.outputs[2], brick_texture.inputs[0])
    links.new(texture_coordinate.outputs[2], noise_texture.inputs[0])
    links.new(brick_texture.outputs[1], invert.inputs[1])
    links.new(invert.outputs[0], bump.inputs[2])

    # parameters
    principled_bsdf.inputs[9].default_value = 0.9
    brick_texture.offset_frequency = 3
    brick_texture.squash_frequency = 4
    brick_texture.inputs[2].default_value = (0.3, 0.08, 0.05, 1.0)
    brick_texture.inputs[3].default_value = (0.5, 0.48, 0.45, 1.0)
    brick_texture.inputs[4].default_value = 7.0
    brick_texture.inputs[5].default_value = 0.03
    brick_texture.inputs[6].default_value = 0.6
    brick_texture.inputs[7].default_value = -0.25
    brick_texture.inputs[8].default_value = 0.7
    brick_texture.inputs[9].default_value = 0.3
    noise_texture.inputs[2].default_value = 15.0
    mix.inputs[1].default_value = (0.45, 0.14, 0.09, 1.0)
    mix.inputs[2].default_value = (0.25, 0.06, 0.04, 1.0)
    bump.inputs[0].default_value = 0.6
    bump.inputs[1].default_value = 0.05
