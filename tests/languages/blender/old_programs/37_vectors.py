# fmt: off
import bpy


def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links

    # nodes
    material_output = nodes.new('ShaderNodeOutputMaterial')
    emission = nodes.new('ShaderNodeEmission')
    map_range = nodes.new('ShaderNodeMapRange')
    vector_rotate = nodes.new('ShaderNodeVectorRotate')
    vector_rotate_001 = nodes.new('ShaderNodeVectorRotate')
    vector_math = nodes.new('ShaderNodeVectorMath')
    vector_math_001 = nodes.new('ShaderNodeVectorMath')
    vector_transform = nodes.new('ShaderNodeVectorTransform')
    mapping = nodes.new('ShaderNodeMapping')
    clamp = nodes.new('ShaderNodeClamp')
    combine_xyz = nodes.new('ShaderNodeCombineXYZ')
    texture_coordinate = nodes.new('ShaderNodeTexCoord')

    # links
    links.new(emission.outputs[0], material_output.inputs[0])
    links.new(map_range.outputs[1], emission.inputs[0])
    links.new(vector_math.outputs[0], map_range.inputs[6])
    links.new(vector_rotate.outputs[0], vector_math.inputs[0])
    links.new(vector_rotate_001.outputs[0], vector_math.inputs[1])
    links.new(mapping.outputs[0], vector_rotate.inputs[0])
    links.new(mapping.outputs[0], vector_rotate_001.inputs[0])
    links.new(vector_transform.outputs[0], mapping.inputs[0])
    links.new(texture_coordinate.outputs[3], vector_transform.inputs[0])
    links.new(vector_math_001.outputs[1], clamp.inputs[0])
    links.new(texture_coordinate.outputs[3], vector_math_001.inputs[0])
    links.new(clamp.outputs[0], combine_xyz.inputs[2])
    links.new(combine_xyz.outputs[0], vector_rotate.inputs[1])

    # parameters
    map_range.data_type = 'FLOAT_VECTOR'
    map_range.interpolation_type = 'SMOOTHSTEP'
    map_range.inputs[7].default_value = (-1.0, -1.0, -1.0)
    map_range.inputs[10].default_value = (0.8, 0.7, 0.9)
    vector_rotate.inputs[3].default_value = 0.7
    vector_rotate_001.rotation_type = 'EULER_XYZ'
    vector_rotate_001.invert = True
    vector_rotate_001.inputs[4].default_value = (0.1, 0.2, 0.9)
    vector_math.operation = 'FRACTION'
    vector_math_001.operation = 'LENGTH'
    vector_transform.vector_type = 'POINT'
    vector_transform.convert_from = 'OBJECT'
    vector_transform.convert_to = 'CAMERA'
    mapping.vector_type = 'TEXTURE'
    mapping.inputs[1].default_value = (0.2, 0.1, 0.0)
    mapping.inputs[2].default_value = (0.0, 0.0, 0.5)
    mapping.inputs[3].default_value = (0.4, 0.3, 1.0)
    clamp.clamp_type = 'RANGE'
    clamp.inputs[1].default_value = 0.8
    clamp.inputs[2].default_value = 0.1
