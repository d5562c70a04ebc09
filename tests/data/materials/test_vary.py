"""Oracles: the paper's numbers, Blender's tables, an uninterrupted run."""

import colorsys
from collections import Counter

import numpy as np
import pytest

from tests.data.materials.drawn import GOOD, Dead, Painter, blocks, stage_of
from vlcritic.data.materials.builder import Builder
from vlcritic.data.materials.families import FAMILIES
from vlcritic.data.materials.families import generate as make
from vlcritic.data.materials.moves import generator, varied
from vlcritic.data.materials.signatures import signatures
from vlcritic.data.materials.store import image_path, read_stage
from vlcritic.data.materials.vary import vary
from vlcritic.errors import DataError, RendererError
from vlcritic.languages.blender import check, problems, read, write
from vlcritic.languages.blender.graph import Graph, Node
from vlcritic.languages.blender.tables import node_types

NOTHING = signatures([])


def many(graph, seen=NOTHING, count=400):
    return [varied(graph, np.random.default_rng(n), seen) for n in range(count)]


def noise(**inputs):
    builder = Builder()
    builder.output(builder.principled(builder.noise(**inputs).color))
    return builder.finish()


def values(graphs, idname, side, key):
    found = [getattr(next(node for node in graph.nodes if node.idname == idname), side).get(key) for graph in graphs]
    return [each for each in found if each is not None]


def test_a_set_number_always_moves_within_a_quarter_and_one_at_its_default_in_a_fifth():
    graphs = many(noise(scale=8.0))
    scales = values(graphs, "ShaderNodeTexNoise", "inputs", "Scale")
    assert len(scales) == 400 and 6.0 <= min(scales) < 6.1 and 9.9 < max(scales) <= 10.0
    assert 50 <= len(values(graphs, "ShaderNodeTexNoise", "inputs", "Detail")) <= 110  # 80 expected, σ = 8


def test_a_small_number_moves_by_a_twentieth_and_stays_on_the_slider():
    builder = Builder()
    builder.output(builder.principled(builder.noise(scale=3.0).color, roughness=0.02))
    roughness = values(many(builder.finish()), "ShaderNodeBsdfPrincipled", "inputs", "Roughness")
    assert min(roughness) == 0.0 and 0.065 < max(roughness) <= 0.07


def test_what_was_seen_widens_the_slider():
    graph = noise(detail=15.0)
    seen = signatures([read(write(graph).replace("= 15.0", "= 18.0"))])
    assert max(values(many(graph), "ShaderNodeTexNoise", "inputs", "Detail")) == 15.0
    assert 17.9 < max(values(many(graph, seen), "ShaderNodeTexNoise", "inputs", "Detail")) <= 18.0


def test_colours_take_any_hue_and_saturation_and_value_within_a_half():
    builder = Builder()
    builder.output(builder.emission(builder.mix(builder.noise(scale=3.0).fac, (0.8, 0.72, 0.64), (0.1, 0.2, 0.3))))
    colours = np.array(values(many(builder.finish()), "ShaderNodeMix", "inputs", "A_Color"))
    hsv = np.array([colorsys.rgb_to_hsv(*colour[:3]) for colour in colours])
    assert (np.histogram(hsv[hsv[:, 1] > 0.02, 0], 6, (0, 1))[0] > 30).all()
    assert hsv[:, 1].max() <= 0.7 + 1e-9 and 0.3 - 1e-9 <= hsv[:, 2].min() and hsv[:, 2].max() <= 1.0
    assert 0.5 <= colours[:, 3].min() < 0.6 and colours[:, 3].max() == 1.0


def test_ramp_stops_move_by_a_quarter_and_stay_in_order():
    builder = Builder()
    builder.output(builder.emission(builder.ramp(builder.noise().fac, [(0.4, 0.1), (0.5, 0.9)])))
    for graph in many(builder.finish()):
        (places,) = ([place for place, _ in node.ramp.stops] for node in graph.nodes if node.ramp)
        assert places == sorted(places) and 0.15 <= places[0] and places[1] <= 0.75


def test_words_change_but_never_an_operation_or_what_decides_the_sockets():
    builder = Builder()
    wave = builder.wave(builder.coordinates().uv, wave_type="RINGS", scale=3.0)
    builder.output(builder.emission(builder.math("SINE", wave.fac)))
    graphs = many(builder.finish())
    kinds = Counter(node.settings.get("wave_type", "BANDS") for graph in graphs for node in graph.nodes if "Wave" in node.idname)
    assert 20 < kinds["BANDS"] < 85  # resampled in a quarter, to one of two: 50 expected, σ = 7
    assert {node.settings.get("operation") for graph in graphs for node in graph.nodes if node.idname == "ShaderNodeMath"} == {"SINE"}


@pytest.mark.parametrize("family", list(FAMILIES))
def test_variations_of_every_family_pass_the_checks_and_keep_nodes_and_links(family):
    graph = make(family, np.random.default_rng(5))
    for number, other in enumerate(many(graph, signatures([graph]), count=8)):
        program = write(other)
        check(program)
        assert [problem for problem in problems(program) if problem.code in ("hidden-socket", "out-of-range")] == [], number
        assert other.links == graph.links and [node.idname for node in other.nodes] == [node.idname for node in graph.nodes]
        assert program != write(graph)


@pytest.mark.parametrize("idname", [idname for idname, known in node_types().items() if known.input_switches or known.output_switches])
def test_no_variation_has_other_sockets(idname):
    switches = node_types()[idname].input_switches.keys() | node_types()[idname].output_switches.keys()
    graph = Graph([Node("node", idname)])
    assert all(switches.isdisjoint(each.node("node").settings) for each in many(graph, count=100))


@pytest.mark.parametrize(
    ("idname", "settings", "used", "idle"),
    [
        ("ShaderNodeTexNoise", {"noise_dimensions": "2D"}, "Detail", "W"),
        ("ShaderNodeTexNoise", {"noise_dimensions": "2D", "noise_type": "MULTIFRACTAL"}, "Detail", "W"),
        ("ShaderNodeTexVoronoi", {"voronoi_dimensions": "2D", "feature": "SMOOTH_F1"}, "Scale", "W"),
    ],
)
def test_a_node_with_settings_varies_the_defaults_that_these_use_and_no_others(idname, settings, used, idle):
    others = [each.node("node") for each in many(Graph([Node("node", idname, settings=settings)]))]
    assert not any(idle in other.inputs for other in others)  # a plane has no fourth dimension
    assert 50 <= sum(used in other.inputs for other in others) <= 110


def test_a_value_of_a_socket_that_is_off_stays():
    node = Node("node", "ShaderNodeTexNoise", settings={"noise_dimensions": "2D"}, inputs={"W": 7.0})
    assert {each.node("node").inputs["W"] for each in many(Graph([node]))} == {7.0}


def test_a_factor_that_two_settings_together_switch_on_moves():
    settings = {"data_type": "VECTOR", "factor_mode": "NON_UNIFORM"}
    node = Node("node", "ShaderNodeMix", settings=settings, inputs={"Factor_Vector": (0.1, 0.2, 0.3)})
    assert len({each.node("node").inputs["Factor_Vector"] for each in many(Graph([node]), count=20)}) == 20


def test_a_trial_depends_on_seed_id_and_number_alone():
    assert generator(1, "a", 2).random() == generator(1, "a", 2).random()
    assert len({generator(*arguments).random() for arguments in [(1, "a", 2), (2, "a", 2), (1, "b", 2), (1, "a", 3)]}) == 4


PARENTS = {f"p{n}": GOOD.format(n + 2.0) for n in range(5)}


def children(folder, with_rejected=False):
    found = {}
    for record in read_stage(folder, with_rejected=with_rejected, is_finished=False):
        found.setdefault(record["origin"], []).append(record)
    return found


def test_each_material_gets_so_many_variations(tmp_path):
    summary = vary([stage_of(tmp_path / "in", PARENTS)], tmp_path / "out", render=Painter(), per=4, progress=False)
    found = children(tmp_path / "out")
    assert {parent: len(each) for parent, each in found.items()} == dict.fromkeys(PARENTS, 4)
    assert summary["accepted"] == 20 and summary["materials"] == 5 and summary["given_up"] == 0
    record = found["p0"][0]
    assert record["id"] == "p0-v0" and image_path(tmp_path / "out", "p0-v0").is_file()
    seen = signatures(map(read, PARENTS.values()))
    assert record["program"] == write(varied(read(PARENTS["p0"]), generator(0, "p0", 0), seen))


def test_a_material_is_given_up_after_20_trials_with_fewer_than_2_and_none_has_more_than_50(tmp_path):
    stage_of(tmp_path / "in", {"hopeless": GOOD.format(3.0), "hard": GOOD.format(40.0)})

    def picture(program):  # a few of the second one's are good
        scale = float(program.split("['Scale'].default_value = ")[1].split()[0])
        return blocks(program) if scale > 46 else np.zeros((64, 64, 3), np.uint8)

    summary = vary([tmp_path / "in"], tmp_path / "out", render=Painter(picture), progress=False)
    found = children(tmp_path / "out", with_rejected=True)
    good = sum(not record["rejected"] for record in found["hard"])
    assert len(found["hopeless"]) == 20 and summary["given_up"] == 1
    assert 2 <= good <= 10 and (good == 10 or len(found["hard"]) == 50)


def test_a_variation_that_looks_like_its_parent_or_a_sibling_is_none(tmp_path):
    stage_of(tmp_path / "in", {"p": GOOD.format(3.0)}, images=lambda program: blocks("same"))
    vary([tmp_path / "in"], tmp_path / "out", render=Painter(lambda program: blocks("same")), progress=False)
    assert {record["rejected"] for record in children(tmp_path / "out", with_rejected=True)["p"]} == {"duplicate picture"}
    vary([tmp_path / "in"], tmp_path / "two", render=Painter(lambda program: blocks("other")), progress=False)
    assert len(children(tmp_path / "two")["p"]) == 1


def test_a_broken_run_goes_on_and_has_what_an_unbroken_one_has(tmp_path):
    stage_of(tmp_path / "in", PARENTS)

    def picture(program):
        return blocks(program) if len(program) % 3 else np.zeros((64, 64, 3), np.uint8)

    class Ends(Dead):
        def __call__(self, programs, *, size=None):
            return [
                picture(program) if isinstance(each, np.ndarray) else each
                for program, each in zip(programs, super().__call__(programs), strict=True)
            ]

    vary([tmp_path / "in"], tmp_path / "whole", render=Painter(picture), per=12, progress=False)
    for after in (30, 60, 10_000):
        try:
            vary([tmp_path / "in"], tmp_path / "out", render=Ends(RendererError("no Blender"), after), per=12, progress=False)
        except RendererError:
            assert after < 10_000
    by_id = [sorted(map(str, read_stage(tmp_path / name, with_rejected=True))) for name in ("whole", "out")]
    assert by_id[0] == by_id[1] and len(by_id[0]) > 60


def test_parents_without_pictures_are_refused(tmp_path):
    with pytest.raises(DataError, match="no such file"):
        vary([stage_of(tmp_path / "in", PARENTS, images=None)], tmp_path / "out", render=Painter(), progress=False)


def test_parents_of_another_size_are_refused(tmp_path):
    stage_of(tmp_path / "in", PARENTS, images=lambda program: blocks(0, side=32))
    with pytest.raises(DataError, match="32×32 and 64×64 pixels; give all stages the same --size"):
        vary([tmp_path / "in"], tmp_path / "out", render=Painter(lambda program: blocks(0)), progress=False)


@pytest.mark.blender
def test_blender_draws_variations_of_families(tmp_path, blender):
    programs = {name: write(make(name, np.random.default_rng(2))) for name in ("brick", "wood_rings", "leopard")}
    drawn = dict(zip(programs.values(), blender(list(programs.values())), strict=True))
    stage_of(tmp_path / "in", programs, images=drawn.get)
    summary = vary([tmp_path / "in"], tmp_path / "out", render=blender, per=2, progress=False)
    assert summary["accepted"] == 6 and summary["rejected"].keys() <= {"low detail", "extreme", "duplicate picture", "flat"}
