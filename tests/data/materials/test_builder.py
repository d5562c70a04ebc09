import pytest

from vlcritic.data.materials.builder import MAX_NODES, NODES, Builder, rounded
from vlcritic.languages.blender import read, write
from vlcritic.languages.blender.graph import CurvePoint
from vlcritic.languages.blender.tables import node_types


def built(b, colour):
    b.output(b.principled(colour))
    return b.finish()


def test_a_material_is_built_as_it_reads():
    b = Builder()
    noise = b.noise(scale=4.0, detail=2.0)
    graph = built(b, b.ramp(noise.fac, [(0.3, 0.1), (0.7, (0.6, 0.4, 0.2))], "EASE"))
    assert [node.idname for node in graph.nodes] == [
        "ShaderNodeOutputMaterial",
        "ShaderNodeBsdfPrincipled",
        "ShaderNodeValToRGB",
        "ShaderNodeTexNoise",
    ]
    assert graph.node("noise_texture").inputs == {"Scale": 4.0}  # a detail of 2 is the default
    assert graph.node("color_ramp").ramp.stops == [(0.3, (0.1, 0.1, 0.1, 1.0)), (0.7, (0.6, 0.4, 0.2, 1.0))]
    assert [(link.source, link.output, link.target, link.input) for link in graph.links] == [
        ("principled_bsdf", "BSDF", "material_output", "Surface"),
        ("color_ramp", "Color", "principled_bsdf", "Base Color"),
        ("noise_texture", "Fac", "color_ramp", "Fac"),
    ]
    assert read(write(graph)) == graph


def test_a_mix_takes_the_sockets_of_what_it_mixes():
    b = Builder()
    noise = b.noise()
    vector = b.mix_vector(b.mix_value(0.2, noise.fac, 0.5), noise.color, (0.0, 0.1, 0.2))
    graph = built(b, b.mix(noise.fac, vector, 0.3, "MULTIPLY"))
    mixes = [node for node in graph.nodes if node.idname == "ShaderNodeMix"]
    assert [node.settings for node in mixes] == [{"data_type": "RGBA", "blend_type": "MULTIPLY"}, {"data_type": "VECTOR"}, {}]
    assert [node.inputs for node in mixes] == [
        {"B_Color": (0.3, 0.3, 0.3, 1.0)},
        {"B_Vector": (0.0, 0.1, 0.2)},
        {"Factor_Float": 0.2, "B_Float": 0.5},
    ]
    assert [link.output for link in graph.links if link.source.startswith("mix")] == ["Result_Color", "Result_Vector", "Result_Float"]


def test_a_curve_is_for_all_channels_at_once():
    b = Builder()
    graph = built(b, b.curves(b.noise().color, [(0.0, 0.0), (0.25, 0.41234), (1.0, 1.0)]))
    straight = [CurvePoint(0.0, 0.0), CurvePoint(1.0, 1.0)]
    assert graph.node("rgb_curves").curves == [straight] * 3 + [[CurvePoint(0.0, 0.0), CurvePoint(0.25, 0.412), CurvePoint(1.0, 1.0)]]


@pytest.mark.parametrize(
    ("mistake", "error", "words"),
    [
        (lambda b: b.nois(), AttributeError, "'nois' is no node of the builder"),
        (lambda b: b.noise(scael=2.0), AttributeError, "no socket 'scael' for certain; it has vector, w, scale"),
        (lambda b: b.math("ADD", value_003=1.0), AttributeError, "no socket 'value_003'"),
        (lambda b: b.noise().distance, AttributeError, "no socket 'distance' for certain; it has fac, color"),
        (lambda b: b.gamma(0.5, 2.0, 3.0), TypeError, "Gamma: expected at most 2 inputs, got 3"),
        (lambda b: b.gamma(b.noise().color, color=0.5), TypeError, "gamma: Color is given twice"),
        (lambda b: b.math("PLUS", 1.0), ValueError, "operation: expected one of ADD"),
        (lambda b: b.brick(offset=2.0), ValueError, "offset: expected 0 to 1, got 2.0"),
        (lambda b: b.principled(roughness=1.2), ValueError, "Roughness: expected 0 to 1, got 1.2"),
        (lambda b: b.mapping(scale=2.0), TypeError, "Scale: expected 3 numbers, got 2.0"),
        (lambda b: b.noise(scale=b.noise()), TypeError, "Scale: expected a number or an output socket"),
        (lambda b: b.output(b.noise().fac), TypeError, "Surface is of type SHADER, got noise_texture's VALUE"),
        (lambda b: b.bump(height=b.diffuse()), TypeError, "Height is of type VALUE, got diffuse_bsdf's SHADER"),
        (lambda b: b.ramp(b.noise().fac, [(0.5, 0), (0.2, 1)]), ValueError, "stops: expected positions that rise"),
        (lambda b: b.finish(), ValueError, "expected 1 to 30 nodes, got 0"),
    ],
)
def test_a_mistake_raises_where_it_is_made(mistake, error, words):
    with pytest.raises(error, match=words):
        mistake(Builder())


def test_a_node_that_the_output_does_not_need_is_refused():
    b = Builder()
    b.checker()
    with pytest.raises(ValueError, match="nodes that the output does not need: checker_texture;"):
        built(b, b.noise().color)


def test_more_nodes_than_the_data_set_has_are_refused():
    b = Builder()
    value = b.noise().fac
    for _ in range(MAX_NODES - 3):
        value = b.math("ADD", value, 0.1)
    assert len(built(b, value).nodes) == MAX_NODES
    b = Builder()
    value = b.noise().fac
    for _ in range(MAX_NODES - 2):
        value = b.math("ADD", value, 0.1)
    with pytest.raises(ValueError, match="expected 1 to 30 nodes, got 31"):
        built(b, value)


def test_numbers_are_rounded_as_programs_write_them():
    assert [rounded(x) for x in (0.12345, -0.0001, 1.23456, 123.456, 98765.4)] == [0.123, 0.0, 1.23, 123.0, 98800.0]
    assert str(rounded(-0.0001)) == "0.0"


def test_every_node_of_the_builder_is_one_that_blender_has():
    assert set(NODES.values()) <= set(node_types())
