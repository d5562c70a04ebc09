"""What comes of it. Oracles: the scripted server's own list of requests, and what it was told to write."""

import json

import numpy as np
import pytest

from tests.critic.remote.server import status
from tests.data.materials.augment.scripted import Writer, chat, endpoint, fence, parents_in, raw, run, sources
from tests.data.materials.drawn import GOOD, Dead, Painter, blocks, stage_of
from vlcritic.data.materials.augment import Plan, augment
from vlcritic.data.materials.store import Stage, image_path, read_stage
from vlcritic.errors import CriticError, DataError, RendererError, WorkerCrashed
from vlcritic.images import load

OUTSIDE = """import bpy

def shader_material(material: bpy.types.Material):
    material.use_nodes = True
    nodes = material.node_tree.nodes
    links = material.node_tree.links
    material_output = nodes.new('ShaderNodeOutputMaterial')
    emission = nodes.new('ShaderNodeEmission')
    links.new(emission.outputs['Emission'], material_output.inputs['Surface'])
"""


def accepted(folder):
    return list(read_stage(folder / "out"))


def rejected(folder):
    return {record["id"]: record["rejected"] for record in read_stage(folder / "out", with_rejected=True, is_finished=False)}


def test_every_pair_gives_so_many_canonical_materials_with_pictures_and_parents(serve, tmp_path):
    server = serve(Writer())
    summary = run(tmp_path, server.url)
    records = accepted(tmp_path)
    assert len(records) == summary["accepted"] == 6 and len(server.bodies) == 3
    assert sorted(record["program"] for record in records) == [GOOD.format(float(number)) for number in range(100, 106)]
    known = {record["program"]: record["id"] for record in read_stage(tmp_path / "sources")}
    shown = sorted(sorted(known[program] for program in parents_in(body)) for body in server.bodies)
    assert sorted(sorted(record["origin"]) for record in records[:]) == sorted(shown * 2)
    for record in records:
        np.testing.assert_array_equal(load(image_path(tmp_path / "out", record["id"])), blocks(record["program"]))


def test_the_summary_tells_what_was_asked_and_what_it_cost(serve, tmp_path):
    summary = run(tmp_path, serve(Writer()).url, limits={"prices": (2.0, 10.0)})
    assert summary["ended"] == "pairs" and summary["requests"] == 3 and summary["completions"] == 6 and summary["pairs"] == 3
    assert summary["spent"] == pytest.approx(3 * (1000 * 2 + 500 * 10) / 1e6)
    assert json.loads((tmp_path / "out/summary.json").read_text()) == summary


def test_the_request_is_what_the_plan_says(serve, tmp_path):
    server = serve(Writer(is_deaf=True))
    run(tmp_path, server.url, pairs=1, n=2, temperature=0.7, options={"max_tokens": None, "max_completion_tokens": 300})
    assert [body.get("n") for body in server.bodies] == [2, None], "two are wanted, then one is missing"
    assert all(body["temperature"] == 0.7 and body["max_completion_tokens"] == 300 for body in server.bodies)
    assert not any("max_tokens" in body for body in server.bodies) and server.keys[0] == "Bearer none"


def test_pairs_depend_on_the_seed_and_their_place_alone():
    plan, other = Plan(seed=1), Plan(seed=2)
    assert [plan.pair(index, 50) for index in range(20)] == [Plan(seed=1, pairs=7).pair(index, 50) for index in range(20)]
    assert [plan.pair(index, 50) for index in range(20)] != [other.pair(index, 50) for index in range(20)]
    assert all(len({*plan.pair(index, 2)}) == 2 for index in range(50)), "no material beside itself"


def test_a_server_that_ignores_n_is_asked_more_often(serve, tmp_path):
    server = serve(Writer(is_deaf=True))
    assert run(tmp_path, server.url)["accepted"] == 6
    assert len(server.bodies) == 6


def test_a_server_that_refuses_n_is_asked_for_one_at_a_time(serve, tmp_path, caplog):
    writer = Writer()
    server = serve(lambda body, number: status(400, "n must be 1") if body.get("n", 1) > 1 else writer(body, number))
    assert run(tmp_path, server.url, concurrency=4)["accepted"] == 6
    assert len(server.bodies) == 7, "one refusal, though four wait"
    assert caplog.text.count("asking for one completion at a time") == 1


@pytest.mark.parametrize(
    ("choice", "word"),
    [
        ({"message": {"content": None, "refusal": "no"}, "finish_reason": "stop"}, "empty"),
        ({"message": {"content": "  "}, "finish_reason": "stop"}, "empty"),
        ({"message": {"content": "<think>" + fence(GOOD.format(9.0))}, "finish_reason": "length"}, "truncated"),
        ({"message": {"content": 7}, "finish_reason": "stop"}, "malformed"),
        ({"message": "text"}, "malformed"),
        ({}, "malformed"),
        ({"message": {"content": "I would rather not."}, "finish_reason": 3}, "no program"),
        ({"message": {"content": "```python\nprint(1)\n```"}, "finish_reason": "stop"}, "no program"),
        ({"message": {"content": fence(GOOD.format(9.0))[:-3]}, "finish_reason": "length"}, "truncated"),
        ({"message": {"content": fence(GOOD.format(9.0)[:-30])}, "finish_reason": "stop"}, "syntax"),
        ({"message": {"content": fence(GOOD.format(9.0) + "    open('/etc/passwd')\n")}, "finish_reason": "stop"}, "forbidden"),
        ({"message": {"content": fence(GOOD.format(9.0).replace("TexNoise", "TexNose"))}, "finish_reason": "stop"}, "non-shader node"),
        ({"message": {"content": fence(GOOD.format(9.0).replace("['Scale']", "['Scales']"))}, "finish_reason": "stop"}, "unknown-socket"),
        ({"message": {"content": fence(OUTSIDE)}, "finish_reason": "stop"}, "unseen node"),
        ({"message": {"content": fence(GOOD.format(1.0))}, "finish_reason": "stop"}, "duplicate graph"),
        ({"message": {"content": "\ud800\n" + fence("def shader_material(\udc00\n")}, "finish_reason": "stop"}, "syntax"),
    ],
)
def test_what_is_no_good_material_is_counted_by_its_reason(serve, tmp_path, choice, word):
    writer = Writer()
    server = serve(lambda body, number: raw([choice]) if number == 0 else writer(body, number))
    summary = run(tmp_path, server.url, pairs=1, n=1)
    assert summary["rejected"] == {word: 1} and summary["accepted"] == 2, rejected(tmp_path)


def test_a_choice_that_is_no_object_is_malformed_and_its_neighbour_is_taken(serve, tmp_path):
    good = {"message": {"content": fence(GOOD.format(50.0))}, "finish_reason": "stop"}
    server = serve(lambda body, number: raw([good, None]))
    summary = run(tmp_path, server.url, pairs=1, tries=2)
    assert summary["rejected"] == {"malformed": 1} and summary["accepted"] == 1


def test_several_programs_in_one_completion_are_all_looked_at(serve, tmp_path):
    server = serve(lambda body, number: chat("First:\n" + fence(GOOD.format(20.0)) + "\nand\n" + fence(GOOD.format(30.0)) + "\nDone."))
    assert run(tmp_path, server.url, pairs=1, n=1)["accepted"] == 2 and len(server.bodies) == 1


def test_drafts_of_a_model_that_thinks_aloud_are_not_programs(serve, tmp_path):
    thought = "<think>perhaps\n" + fence(GOOD.format(20.0)) + "\n</think>\n"
    run(tmp_path, serve(lambda body, number: chat(thought + fence(GOOD.format(30.0)))).url, pairs=1, n=1, per_pair=1)
    assert [record["program"] for record in accepted(tmp_path)] == [GOOD.format(30.0)]


def test_what_looks_alike_is_a_duplicate_of_sources_and_of_what_was_accepted(serve, tmp_path):
    alike = {GOOD.format(100.0): blocks(GOOD.format(2.0)), GOOD.format(102.0): blocks(GOOD.format(101.0))}
    painter = Painter(lambda program: alike.get(program, blocks(program)))
    summary = run(tmp_path, serve(Writer()).url, render=painter, pairs=1, concurrency=1)
    assert summary["rejected"] == {"duplicate picture": 2}
    assert [record["program"] for record in accepted(tmp_path)] == [GOOD.format(101.0), GOOD.format(103.0)]


def test_a_pair_is_given_up_after_its_tries(serve, tmp_path):
    server = serve(lambda body, number: chat("no") if parents_in(body) == first else Writer(start=500)(body, number))
    sources(tmp_path / "sources")
    shown = list(read_stage(tmp_path / "sources"))
    first = [shown[place]["program"] for place in Plan().pair(0, 4)]
    summary = run(tmp_path, server.url, pairs=1000, count=1, n=1, tries=3, concurrency=1)
    asked = [parents_in(body) for body in server.bodies]
    assert asked.index(next(pair for pair in asked if pair != first)) == 3 and summary["ended"] == "count"


def test_a_count_ends_in_mid_round_and_a_larger_one_uses_what_was_paid_for(serve, tmp_path):
    server = serve(Writer())
    assert run(tmp_path, server.url, count=3, concurrency=1, per_pair=4, n=4)["accepted"] == 3
    assert len(server.bodies) == 1 and len(rejected(tmp_path)) == 3, "the fourth waits"
    assert run(tmp_path, server.url, count=4, concurrency=1, per_pair=4, n=4)["accepted"] == 4 and len(server.bodies) == 1
    assert run(tmp_path, server.url, count=5, concurrency=1, per_pair=4, n=4)["accepted"] == 5 and len(server.bodies) == 2


def test_rounds_go_on_until_there_are_enough(serve, tmp_path):
    server = serve(Writer())
    summary = run(tmp_path, server.url, count=11)
    assert summary["accepted"] == 11 and summary["ended"] == "count" and 6 <= len(server.bodies) <= 8


def test_a_round_without_anything_new_ends_it_and_says_where_to_look(serve, tmp_path):
    server = serve(lambda body, number: chat("no"))
    with pytest.raises(DataError, match=r"3 pairs gave nothing new \(\{'no program': 18\}\); look at .*completions.jsonl"):
        run(tmp_path, server.url, count=100, n=3)
    asked = len(server.bodies)
    with pytest.raises(DataError, match="nothing new"):
        run(tmp_path, server.url, count=100, n=3)
    assert len(server.bodies) == asked, "and asks nobody again"


def test_a_renderer_that_dies_ends_it_and_what_was_paid_for_is_kept(serve, tmp_path):
    server = serve(Writer())
    with pytest.raises(RendererError, match="no Blender"):
        run(tmp_path, server.url, render=Dead(WorkerCrashed("no Blender")))
    asked = len(server.bodies)
    assert not rejected(tmp_path) and 1 <= asked <= 3
    assert run(tmp_path, server.url)["accepted"] == 6 and len(server.bodies) == 3


def test_what_could_not_be_drawn_for_our_own_reasons_has_no_verdict_and_gets_one_later(serve, tmp_path):
    painter = Painter(lambda program: WorkerCrashed("out of memory") if "100.0" in program else blocks(program))
    server = serve(Writer())
    summary = run(tmp_path, server.url, render=painter, pairs=1, per_pair=3, tries=3, n=3)
    assert summary["not_drawn"] == 1 and summary["accepted"] == 2 and summary["rejected"] == {}
    assert run(tmp_path, server.url, pairs=1, per_pair=3, tries=3, n=3)["accepted"] == 3 and len(server.bodies) == 1


def test_folders_that_do_not_fit_are_refused(serve, tmp_path):
    server = serve(Writer())
    with pytest.raises(DataError, match="1 accepted materials; a pair takes two"):
        augment([sources(tmp_path / "one", 1)], tmp_path / "x", endpoint=endpoint(server.url), render=Painter(), progress=False)
    bare = stage_of(tmp_path / "bare", {"a": GOOD.format(1.0), "b": GOOD.format(2.0)}, images=None)
    with pytest.raises(DataError, match="a.png: no such picture; .* run `filter` first"):
        augment([bare], tmp_path / "x", endpoint=endpoint(server.url), render=Painter(), progress=False)
    run(tmp_path, server.url, pairs=1)
    with pytest.raises(DataError, match="other settings .*seed is 0, not 5"):
        run(tmp_path, server.url, pairs=1, seed=5)
    assert len(server.bodies) == 1


def test_two_runs_on_one_folder_are_refused(serve, tmp_path):
    server = serve(Writer())
    run(tmp_path, server.url, pairs=1)
    settings = json.loads((tmp_path / "out/settings.json").read_text())
    with Stage(tmp_path / "out", settings), pytest.raises(DataError, match="another pipeline is at work here"):
        run(tmp_path, server.url, pairs=2)
    assert len(server.bodies) == 1, "before anything is asked"


@pytest.mark.parametrize(("name", "value"), [("pairs", 0), ("count", 0), ("n", 0), ("temperature", -1.0), ("tries", 0), ("concurrency", 0)])
def test_a_plan_that_makes_no_sense_is_a_value_error(name, value):
    with pytest.raises(ValueError, match=name):
        Plan(**{name: value})


def test_a_key_is_asked_for_where_the_endpoint_is_another_machines(serve, tmp_path):
    with pytest.raises(CriticError, match=r"https://api.example.com/v1: no API key; .*OPENAI_API_KEY"):
        run(tmp_path, "https://api.example.com/v1")


def test_a_key_of_the_environment_is_sent(serve, tmp_path, monkeypatch):
    server = serve(Writer())
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    run(tmp_path, server.url, pairs=1)
    assert server.keys == ["Bearer secret"]
    assert not any(b"secret" in path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
