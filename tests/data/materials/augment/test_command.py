"""`vlcritic data materials augment`, once with Blender. Oracles: exit codes, the scripted server, the pictures that Blender drew."""

import json

import pytest

from tests.critic.remote.server import status
from tests.data.materials.augment.scripted import Writer, chat, fence
from tests.data.materials.drawn import GOOD, Painter, blocks
from vlcritic.cli import main
from vlcritic.data.materials.store import Stage, image_path, read_stage
from vlcritic.images import load
from vlcritic.languages.blender import BLENDER

WAVES = GOOD.replace("TexNoise", "TexWave").replace("noise_texture", "wave_texture")


class Opened(Painter):
    """A painter that opens and closes as a renderer does."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


@pytest.fixture
def inputs(tmp_path, monkeypatch):
    """A stage with pictures, and a renderer that needs no Blender."""
    monkeypatch.setattr(type(BLENDER), "renderer", staticmethod(lambda **options: Opened()))
    with Stage(tmp_path / "in", {"stage": "filter", "size": 64, "samples": 1}) as stage:
        for number in range(3):
            program = GOOD.format(number + 1.0)
            stage.add({"id": f"s{number}", "program": program, "origin": "wood", "rejected": ""}, blocks(program))
        stage.finish()
    return tmp_path / "in"


def command(inputs, url, *more):
    return main(["data", "materials", "augment", str(inputs), "-o", str(inputs.parent / "out"), "--model", "m", "--base-url", url, *more])


def test_it_prints_what_it_made_and_goes_on_with_more(serve, inputs, capsys):
    server = serve(Writer())
    assert command(inputs, server.url, "--pairs", "2", "--per-pair", "2", "-n", "2") == 0
    assert "4 accepted; rejected: none" in capsys.readouterr().out
    assert command(inputs, server.url, "--pairs", "3", "--per-pair", "2", "-n", "2", "--json") == 0
    out = capsys.readouterr()
    summary = json.loads(out.out)
    assert summary["accepted"] == 6 and summary["requests"] == len(server.bodies) == 3 and summary["settings"]["size"] == 64
    assert out.err == "", "no bar under --json"


def test_exit_codes_say_whose_fault_it_was(serve, inputs, capsys):
    assert command(inputs, serve(lambda body, number: status(401)).url) == 3
    assert "the API key was refused" in capsys.readouterr().err
    assert command(inputs, "https://api.example.com/v1", "--json") == 3
    assert "no API key" in json.loads(capsys.readouterr().out)["error"]["message"]
    server = serve(Writer())
    assert command(inputs, server.url, "--max-cost", "1") == 2 and "--prices" in capsys.readouterr().err
    assert command(inputs, server.url, "--tries", "0") == 2 and command(inputs.parent / "none", server.url) == 2
    assert command(inputs, serve(lambda body, number: chat("no")).url, "--pairs", "1") == 2
    assert "nothing new" in capsys.readouterr().err and not server.bodies


def test_limits_and_options_of_the_command_line_reach_the_requests(serve, inputs, capsys):
    server = serve(Writer())
    limits = ["--max-requests", "2", "--prices", "1", "2", "--max-cost", "5", "--requests-per-minute", "6000"]
    assert command(inputs, server.url, *limits, "--options", '{"top_p": 0.9, "max_tokens": null}', "--json") == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["ended"] == "limit" and summary["spent"] == pytest.approx(2 * (1000 * 1 + 500 * 2) / 1e6)
    assert all(body["top_p"] == 0.9 and "max_tokens" not in body for body in server.bodies)
    with pytest.raises(SystemExit):
        command(inputs, server.url, "--options", "[1]")


def test_inputs_of_different_pictures_are_refused(serve, inputs, capsys):
    other = inputs.parent / "other"
    with Stage(other, {"stage": "filter", "size": 32, "samples": 1}) as stage:
        stage.finish()
    assert main(["data", "materials", "augment", str(inputs), str(other), "-o", str(inputs.parent / "x"), "--model", "m"]) == 2
    assert "pictures of one size and number of samples" in capsys.readouterr().err


@pytest.mark.blender
def test_blender_draws_what_a_model_wrote(serve, tmp_path, capsys):
    (tmp_path / "programs").mkdir()
    for name, program in {"noise": GOOD.format(6.0), "waves": WAVES.format(7.0), "more": GOOD.format(25.0)}.items():
        (tmp_path / f"programs/{name}.py").write_text(program)
    stages = [str(tmp_path / name) for name in ("programs", "analyzed", "filtered", "out")]
    drawn = ["--size", "48", "--samples", "1", "--workers", "1"]
    assert main(["data", "materials", "analyze", stages[0], "-o", stages[1]]) == 0
    assert main(["data", "materials", "filter", stages[1], "-o", stages[2], *drawn]) == 0
    assert len(list(read_stage(stages[2]))) == 3
    dark = GOOD.format(9.0) + "    principled_bsdf.inputs['Alpha'].default_value = 0.0\n"
    server = serve(lambda body, number: chat(fence(WAVES.format(3.0)), fence(dark), fence(GOOD.format(12.0)), "```python\nimport os\n```"))
    capsys.readouterr()
    options = ["--model", "m", "--base-url", server.url, "--pairs", "1", "--tries", "4", "--workers", "1", "--json"]
    assert main(["data", "materials", "augment", stages[2], "-o", stages[3], *options]) == 0
    summary = json.loads(capsys.readouterr().out)
    assert summary["accepted"] == 2 and set(summary["rejected"]) == {"no program", "flat"}, summary
    for record in read_stage(stages[3]):
        picture = load(image_path(stages[3], record["id"]))
        assert picture.shape == (48, 48, 3) and picture.std() > 5
