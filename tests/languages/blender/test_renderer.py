"""The exact renderer. Oracles: closed forms of what a material must look like, and faults that we cause ourselves."""

import pickle
import signal
import subprocess
import sys

import numpy as np
import pytest

from tests.languages.blender.looks import across, deep, emission, heavy, material, shown
from tests.rendering.test_faults import disturbed
from vlcritic.errors import CheckError, CompileError, RendererError, RenderTimeout
from vlcritic.languages.blender import BLENDER
from vlcritic.languages.blender.find import find_blender
from vlcritic.languages.blender.graph import MATERIAL_OUTPUT, CurvePoint, Graph, Link, Node, Ramp
from vlcritic.languages.blender.renderer import BlenderRenderer
from vlcritic.languages.blender.tables import node_types
from vlcritic.languages.blender.write import write
from vlcritic.rendering import Worker
from vlcritic.rendering.sandbox import LEVELS
from vlcritic.rewards import Judge, PixelTerm

blender = pytest.mark.blender

INSIDE = slice(2, -2)  # the filter of a pixel sees over the plane's edge
NOISE = material(
    Node("b", "ShaderNodeBsdfPrincipled"),
    Node("n", "ShaderNodeTexNoise", inputs={"Scale": 4.0}),
    links=[("n", "Color", "b", "Base Color"), ("n", "Fac", "b", "Roughness")],
    shader="BSDF",
)


def encoded(light):
    """Linear light as sRGB of 8 bits. Source: IEC 61966-2-1."""
    light = np.clip(light, 0, 1)
    return 255 * np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


@blender
@pytest.mark.parametrize("color", [(0.2, 0.5, 0.05), (0.002, 1.0, 0.0), (0.8, 0.003, 7.0)])
def test_light_becomes_srgb_by_its_formula(render, color):
    (image,) = render.graphs([emission(color)])
    assert image.shape == (32, 32, 3) and image.dtype == np.uint8
    assert np.abs(image[INSIDE, INSIDE] - encoded(np.array(color))).max() <= 0.51


@blender
@pytest.mark.parametrize("targets", [("EEVEE",), ("EEVEE", "ALL"), ("CYCLES", "ALL"), ("EEVEE", "EEVEE"), ("EEVEE", "CYCLES")])
def test_the_output_that_the_graph_means_is_drawn_whatever_its_target(render, targets):
    nodes, links = [], []
    for index, target in enumerate(targets):
        nodes += [Node(f"o{index}", MATERIAL_OUTPUT, settings={"target": target, "is_active_output": index == 0 and target == "EEVEE"})]
        nodes += [Node(f"e{index}", "ShaderNodeEmission")]
        links += [Link(f"e{index}", "Emission", f"o{index}", "Surface")]
    graph = Graph(nodes, links)
    graph.node(graph.output().name.replace("o", "e")).inputs["Color"] = (0.8, 0.003, 0.1, 1.0)
    (image,) = render.graphs([graph])
    assert np.abs(image[INSIDE, INSIDE] - encoded(np.array((0.8, 0.003, 0.1)))).max() <= 0.51


@blender
def test_the_point_light_and_the_grey_world_light_a_diffuse_plane_as_lambert_says(render):
    """Blender's light of P watts has the intensity P / 4π; a diffuse surface of albedo a reflects a/π of what falls on it."""
    (image,) = render.graphs([material(Node("d", "ShaderNodeBsdfDiffuse", inputs={"Color": (0.2, 0.2, 0.2, 1.0)}), shader="BSDF")])
    x = (np.arange(32) + 0.5) / 16 - 1
    distance = np.sqrt(x[None, :] ** 2 + x[:, None] ** 2 + 2.78**2)
    light = 0.2 * (500 / (4 * np.pi**2) * 2.78 / distance**3 + 0.1)
    assert np.abs(image - encoded(light)[..., None])[INSIDE, INSIDE].max() <= 1.5


@blender
def test_u_grows_to_the_right_and_v_upwards(render):
    (image,) = render.graphs([shown(Node("uv", "ShaderNodeTexCoord"), output="UV")], size=16)
    u = (np.arange(16) + 0.5) / 16
    assert np.abs(image[INSIDE, INSIDE, 0] - encoded(u)[None, INSIDE]).max() < 8  # one pixel is 1/16
    assert np.abs(image[INSIDE, INSIDE, 1] - encoded(u[::-1])[INSIDE, None]).max() < 8


@blender
def test_a_canvas_that_is_not_square_sees_the_planes_middle(render):
    square = render.graphs([NOISE], size=(32, 32))[0]
    (wide,) = render.graphs([NOISE], size=(16, 32))
    assert wide.shape == (16, 32, 3)
    assert np.abs(wide.astype(int) - square[8:24])[2:-2, 2:-2].mean() < 6  # other samples of the same places


@blender
def test_views_are_the_same_material_at_their_own_sizes(render):
    (pictures,) = render.views([write(NOISE, digits=None)], [[(24, 24, 0.0), (48, 48, 0.0)]])
    assert [picture.shape for picture in pictures] == [(24, 24, 3), (48, 48, 3)]
    halved = pictures[1].reshape(24, 2, 24, 2, 3).mean((1, 3))
    assert np.abs(pictures[0] - halved).mean() < 5


@blender
def test_a_program_and_its_graph_draw_the_same(render):
    assert np.array_equal(render([write(NOISE, digits=None)])[0], render.graphs([NOISE])[0])


@blender
def test_a_picture_depends_on_nothing_that_was_drawn_before(render):
    (first,) = render.graphs([NOISE])
    again = render.graphs([emission((1, 0, 0)), NOISE, emission((0, 1, 0), 3.0), NOISE])
    render.close()
    (fresh,) = render.graphs([NOISE])
    assert all(np.array_equal(first, other) for other in (again[1], again[3], fresh))


@blender
def test_ramps_have_the_stops_of_the_graph(render):
    red, green, blue = (1.0, 0.0, 0.0, 1.0), (0.0, 1.0, 0.0, 1.0), (0.0, 0.0, 1.0, 1.0)
    steps = Ramp([(0.0, red), (0.5, green), (0.5, blue), (0.75, red)], interpolation="CONSTANT")
    ramps = [steps, Ramp([(0.3, green)]), Ramp([(0.2, red), (0.2, red)])]
    several, single, same = render.graphs([across(Node("r", "ShaderNodeValToRGB", ramp=ramp), "Fac", "Color") for ramp in ramps])
    assert [several[16, column].tolist() for column in (8, 19, 28)] == [[255, 0, 0], [0, 0, 255], [255, 0, 0]]
    assert single[16, 8].tolist() == [0, 255, 0] and same[16, 20].tolist() == [255, 0, 0]


@blender
def test_curves_have_the_points_of_the_graph(render):
    """Straight pieces: the value doubles up to the middle and stays."""
    points = [CurvePoint(0.0, 0.0, "VECTOR"), CurvePoint(0.5, 1.0, "VECTOR"), CurvePoint(1.0, 1.0, "VECTOR")]
    (image,) = render.graphs([across(Node("c", "ShaderNodeFloatCurve", curves=[points]), "Value", "Value")])
    u = (np.arange(32) + 0.5) / 32
    assert np.abs(image[16, INSIDE, 0] - encoded(np.minimum(2 * u, 1))[INSIDE]).max() < 6


@blender
def test_every_error_stands_in_its_own_place(render):
    good = write(emission((0.5, 0.5, 0.5)))
    bad = "import bpy\n\ndef shader_material(material: bpy.types.Material):\n    open('/etc/passwd')\n"
    results = render([good, "", bad, good])
    assert [type(result) for result in results] == [np.ndarray, CheckError, CheckError, np.ndarray]


@blender
def test_what_blender_refuses_is_said_of_each_node_in_its_words(render):
    broken = emission((1, 1, 1))
    broken.nodes += [Node("m", "ShaderNodeMath", settings={"operation": "PLUS"}), Node("f", "ShaderNodeFoo", inputs={"Fac": 1.0})]
    broken.nodes[1].inputs["Colour"] = 1.0
    error, image = render.graphs([broken, emission((1, 1, 1))])
    assert isinstance(error, CompileError) and isinstance(image, np.ndarray)
    for words in ("m: ", '"PLUS" not found', "f: Node type ShaderNodeFoo undefined", "e: no socket 'Colour' here; there are Color"):
        assert words in str(error)


@blender
def test_what_cycles_cannot_compile_is_an_error_and_no_black_picture(render):
    error, image = render.graphs([deep(), emission((1, 1, 1))])
    assert isinstance(error, CompileError) and str(error).startswith("Shader graph: out of SVM stack space")
    assert isinstance(image, np.ndarray)


@blender
def test_a_shader_and_a_number_do_not_link(render):
    graph = emission((1, 1, 1))
    graph.nodes.append(Node("m", "ShaderNodeMath"))
    graph.links[0] = type(graph.links[0])("e", "Emission", "m", "Value")
    (error,) = render.graphs([graph])
    assert isinstance(error, CompileError) and "does not link" in str(error)


@blender
def test_a_link_into_a_socket_that_is_switched_off_does_nothing(render):
    """Real programs have them: the vector of a noise in one dimension."""
    noise = Node("n", "ShaderNodeTexNoise", settings={"noise_dimensions": "1D"}, inputs={"W": 0.7})
    plain, linked = (
        shown(noise, output="Fac"),
        shown(noise, Node("uv", "ShaderNodeTexCoord"), output="Fac", links=[("uv", "UV", "n", "Vector")]),
    )
    one, other = render.graphs([plain, linked])
    assert np.array_equal(one, other)


@blender
def test_a_cycle_is_refused(render):
    loop = shown(Node("a", "ShaderNodeMath"), Node("b", "ShaderNodeMath"), output="Value",
                 links=[("a", "Value", "b", "Value"), ("b", "Value", "a", "Value")])  # fmt: skip
    assert isinstance(render.graphs([loop])[0], CompileError)


@blender
def test_nodes_that_read_files_are_kept_out_of_blender_itself(render):
    results = render.graphs([material(Node("s", "ShaderNodeScript")), material(Node("i", "ShaderNodeTexIES"))])
    assert all(isinstance(result, CompileError) and "reads files" in str(result) for result in results)


@blender
def test_light_below_black_is_black_and_beyond_white_white(render):
    black, white = render.graphs([emission((1, 1, 1), -5.0), emission((1, 1, 1), 1e30)])
    assert (black[INSIDE, INSIDE] == 0).all() and (white[INSIDE, INSIDE] == 255).all()


@blender
def test_workers_killed_and_stopped_in_mid_batch_lose_nothing():
    graphs = [emission((level / 100, 0, 0)) for level in range(60)]
    with BlenderRenderer(size=96, workers=1, timeout_s=2.5) as render:
        want = render.graphs(graphs)
        for deed in (signal.SIGKILL, signal.SIGSTOP):
            with disturbed(render._pool, deed, after_s=[0.2]) as hit:
                got = render.graphs(graphs)
            assert hit and all(np.array_equal(one, other) for one, other in zip(want, got, strict=True))


@blender
def test_a_heavy_material_is_timed_out_and_its_neighbours_survive():
    with BlenderRenderer(workers=1, timeout_s=2) as render:
        render.hello()
        results = render._draw([heavy(), emission((1, 1, 1))], [[(1024, 1024, 0.0)], [(16, 16, 0.0)]])
    assert isinstance(results[0], RenderTimeout) and isinstance(results[1], list)


@blender
def test_memory_stays_where_it_is(render):
    """300 materials; a material that stays behind, with its picture, would be 30 KB or more each."""
    worker = render._pool.workers[0]
    render.graphs([NOISE] * 30, size=16)
    before = worker.rss_mb
    render.graphs([NOISE, heavy(10), emission((1, 1, 1))] * 100, size=16)
    assert worker.rss_mb - before <= 8


@blender
def test_every_node_type_is_drawn(render):
    """But those that are kept out: each alone, its first output shown."""
    kinds = [kind for kind in node_types().values() if kind.outputs and kind.idname not in ("ShaderNodeTexIES", "ShaderNodeScript")]
    graphs = [
        material(Node("x", kind.idname), shader=socket.identifier)
        if socket.type == "SHADER"
        else shown(Node("x", kind.idname), output=socket.identifier)
        for kind, socket in ((kind, kind.outputs[0]) for kind in kinds)
    ]
    results = dict(zip([kind.idname for kind in kinds], render.graphs(graphs, size=8), strict=True))
    assert len(kinds) > 80 and not {idname: result for idname, result in results.items() if isinstance(result, Exception)}


@blender
def test_a_judge_takes_the_renderer(render):
    programs = [write(NOISE, digits=None), write(emission((0.2, 0.9, 0.2))), "nodes.new()"]
    target = render(programs[:1])[0]
    with Judge(BLENDER, render=render, terms={PixelTerm(): 1.0}) as judge:
        verdicts = judge(programs, [target] * 3)
    assert verdicts[0].total == 1.0 and 0 <= verdicts[1].total < 0.5 and verdicts[2].error["kind"] == "CheckError"


@blender
@pytest.mark.parametrize("preview", ["sphere", "cloth"])
def test_other_shapes_wear_the_material_too(preview):
    with BlenderRenderer(size=32, workers=1, preview=preview, samples=1) as render:
        (image,) = render.graphs([emission((1, 0, 0))])
        assert preview in render.version
    assert image[16, 16].tolist() == [255, 0, 0]
    corner = encoded(np.array(0.1)).round() if preview == "sphere" else [255, 0, 0]  # the world, or cloth up to the edge
    assert (image[0, 0] == corner).all()


@blender
@pytest.mark.gpu
def test_eevee_draws_the_same_light():
    """By way of a file. Without a GPU it takes minutes, on Mesa's rasteriser."""
    with BlenderRenderer(size=32, workers=1, backend="eevee", timeout_s=300) as render:
        (image,) = render.graphs([emission((0.2, 0.5, 0.05))])
    assert np.abs(image[INSIDE, INSIDE] - encoded(np.array((0.2, 0.5, 0.05)))).max() <= 1.5


@blender
def test_a_renderer_survives_pickling_and_says_how_it_is_shut_in(render):
    copy = pickle.loads(pickle.dumps(render))
    assert copy.size == render.size and copy._stage == render._stage and copy._opened_with == render._opened_with
    assert render.hello()["isolation"] in LEVELS and render.hello()["device"].startswith("Blender")


@blender
def test_a_python_that_has_bpy_alone_will_do(monkeypatch):
    """Run as a file, as another interpreter would, with this one's."""
    monkeypatch.setenv("VLCRITIC_BLENDER", sys.executable)
    with BlenderRenderer(size=8, workers=1, samples=1) as render:
        assert (render.graphs([emission((1, 1, 1))])[0][INSIDE, INSIDE] == 255).all()


def test_blender_is_looked_for_where_the_variable_says_then_here_then_on_the_path(monkeypatch, tmp_path):
    program = tmp_path / "blender"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setattr("vlcritic.languages.blender.find.find_spec", lambda name: name)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_blender()[:2] == [sys.executable, "-m"]
    monkeypatch.setenv("VLCRITIC_BLENDER", str(program))
    assert find_blender()[:2] == [str(program), "-b"]
    monkeypatch.delenv("VLCRITIC_BLENDER")
    monkeypatch.setattr("vlcritic.languages.blender.find.find_spec", lambda name: None)
    assert find_blender()[:2] == [str(program), "-b"]


def test_without_blender_every_program_gets_our_error_with_the_way_out(monkeypatch):
    monkeypatch.setattr("vlcritic.languages.blender.find.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "/nowhere")
    with BlenderRenderer(size=8, workers=1) as render:
        results = render.graphs([emission((1, 1, 1))] * 2)
    assert all(isinstance(result, RendererError) and "vlcritic[blender]" in str(result) for result in results)
    assert all("VLCRITIC_BLENDER" in str(result) for result in results)


def test_a_named_blender_that_is_not_there_or_not_blender_is_our_error(monkeypatch):
    for named, words in (("/no/such/blender", "no such program"), (sys.executable, "no Blender")):
        monkeypatch.setenv("VLCRITIC_BLENDER", named)
        worker = Worker("child", ["{}"], command=lambda: [find_blender()[0], "-S", *find_blender()[1:]])  # -S: no packages
        with pytest.raises(RendererError, match=words):
            worker.start()


def test_the_trainers_side_loads_no_bpy_and_the_childs_no_torch():
    code = "import vlcritic.languages.blender.renderer, vlcritic.languages.blender.child, sys; print({'bpy', 'torch'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "set()"


def test_wrong_arguments_are_told():
    for wrong in ({"preview": "cube"}, {"backend": "workbench"}, {"samples": 0}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            BlenderRenderer(**wrong)
    with pytest.raises(TypeError, match="write"):
        BlenderRenderer()("import bpy")
