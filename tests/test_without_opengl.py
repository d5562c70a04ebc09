"""A machine without OpenGL: what `--renderer twin` does there. Oracles: closed forms, and the same command with OpenGL's error."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.recipes.conftest import sampled_programs, tiny_data, tiny_nano  # noqa: F401 (fixtures)
from vlcritic import images
from vlcritic.cli import main
from vlcritic.languages.glsl import GLSL
from vlcritic.reconstruct import refine_all
from vlcritic.rewards import Judge, PixelTerm
from vlcritic.search import refine

REPOSITORY = Path(__file__).resolve().parents[1]
DISC = """void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = fragCoord / iResolution.xy - vec2(0.42, 0.55);
    fragColor = vec4(mix(vec3(0.9, 0.2, 0.1), vec3(0.1, 0.2, 0.6), smoothstep(0.0, 0.05, length(p) - 0.25)), 1.0);
}
"""


@pytest.fixture(autouse=True)
def no_opengl(monkeypatch):
    monkeypatch.setenv("VLCRITIC_GL_BACKEND", "nonsense")


def run(capsys, *words):
    code = main([str(word) for word in words])
    return code, json.loads(capsys.readouterr().out)


def disc(x=0.5, y=0.5):
    """The disc elsewhere, drawn by NumPy: 48 × 48."""
    at = (np.arange(48) + 0.5) / 48
    share = np.clip((np.hypot(at[None, :] - x, at[::-1, None] - y) - 0.25) / 0.05, 0.0, 1.0)
    share = (share * share * (3.0 - 2.0 * share))[..., None]
    return np.round(255 * (np.array([0.9, 0.2, 0.1]) * (1 - share) + np.array([0.1, 0.2, 0.6]) * share)).astype(np.uint8)


@pytest.fixture
def files(tmp_path):
    (tmp_path / "disc.frag").write_text(DISC)
    images.save(disc(), tmp_path / "target.png")
    return tmp_path


def test_render_draws(files, capsys):
    code, _ = run(capsys, "render", files / "disc.frag", "-o", files / "out.png", "--size", 48, "--renderer", "twin", "--json")
    assert code == 0 and np.abs(images.load(files / "out.png").astype(int) - disc(0.42, 0.55)).max() <= 1
    code, document = run(capsys, "render", files / "disc.frag", "-o", files / "out.png", "--json")
    assert code == 3 and "no OpenGL" in document["error"]["message"], "or there was OpenGL all along"


def test_score_scores(files, capsys):
    words = ["score", files / "disc.frag", "--target", files / "target.png", "--terms", "pixel=1"]
    code, (entry,) = run(capsys, *words, "--renderer", "twin", "--json")
    expected = np.mean((disc(0.42, 0.55) / 255.0 - disc() / 255.0) ** 2)
    assert code == 0 and entry["mse"] == pytest.approx(expected, rel=0.02)


@pytest.mark.lpips
def test_refine_refines(files, capsys):
    words = ["refine", files / "disc.frag", "--target", files / "target.png", "-o", files / "out", "--steps", 5, "--no-film"]
    code, document = run(capsys, *words, "--renderer", "twin", "--json")
    assert code == 0 and document["energy"] == "twin" and document["after"]["mse"] < 0.01 * document["before"]["mse"]


def test_a_judge_and_a_refinement_take_the_twin_for_a_renderer():
    with GLSL.renderer(size=48, workers=1, backend="twin") as render:
        judge = Judge(GLSL, render=render, terms={PixelTerm(): 1.0})
        (verdict,) = judge([DISC], [disc(0.42, 0.55)])
        assert verdict.total > 0.99
        found = refine(DISC, disc(), language=GLSL, render=render, judge=judge, steps=5, chains=2)
        assert found.after.mse < 0.01 * found.before.mse and found.disagreement < 1 / 255
        (refined,) = refine_all([verdict], [disc()], language=GLSL, judge=judge, steps=5, workers=1, renderer={"backend": "twin"})
        assert refined.mse < 0.01 * found.before.mse


def test_doctor_says_that_the_twin_is_there(capsys):
    code, findings = run(capsys, "doctor", "--json")
    by_name = {finding["name"]: finding for finding in findings}
    assert code == 3 and not by_name["OpenGL"]["ok"]
    assert by_name["twin"]["ok"] and "--renderer twin" in by_name["twin"]["text"]


@pytest.mark.training
def test_the_grpo_recipe_trains(tiny_nano, tiny_data, tmp_path):  # noqa: F811
    recipe = [sys.executable, "recipes/grpo.py", "--config", "recipes/configs/nano-grpo.yaml", "--renderer", "twin"]
    paths = ["--model_name_or_path", str(tiny_nano), "--dataset_name", str(tiny_data), "--output_dir", str(tmp_path / "grpo")]
    sizes = ["--max_steps", "2", "--per_device_train_batch_size", "4", "--num_generations", "2", "--max_completion_length", "8"]
    options = ["--terms", "pixel=1", "--render_workers", "1", "--logging_steps", "1", "--save_steps", "2", "--report_to", "none"]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY), "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    command = [*recipe, *paths, *sizes, *options]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, timeout=250)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "renderers: twin · torch" in done.stdout
    log = json.loads((tmp_path / "grpo/checkpoint-2/trainer_state.json").read_text())["log_history"][0]
    assert log["reward/infra_failures"] == 0
