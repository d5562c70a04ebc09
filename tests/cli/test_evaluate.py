"""`vlcritic evaluate` on a model that has learnt nothing: every answer is noise, so every score is known."""

import json

import pytest

from vlcritic.cli import main

pytestmark = [pytest.mark.gl, pytest.mark.lpips, pytest.mark.training]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evaluate") / "data"
    assert main(["data", "glsl", "--count", "120", "--size", "32", "-o", str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def model(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("evaluate") / "nano"
    assert main(["nano", "--data", str(data), "--pretrain", "2", "--out", str(folder)]) == 0
    return folder


def run(capsys, *words):
    capsys.readouterr()
    code = main(["evaluate", *map(str, words), "--max-new-tokens", "8", "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_failures_count_as_the_worst_and_stand_beside_baselines(model, data, tmp_path, capsys):
    words = ["--model", f"noise={model}", "--data", data, "-n", 3, "--refine", 2, "-o", tmp_path / "out"]
    code, summary = run(capsys, *words)
    assert code == 0 and summary["n"] == 3 and list(summary["stages"]) == ["noise", "refined"]
    assert summary["stages"]["noise"]["renders"]["value"] == 0 and summary["stages"]["noise"]["mse"]["value"] == 1
    assert 0 < summary["baselines"]["nearest training picture"]["mse"]["value"] < summary["baselines"]["black"]["mse"]["value"] * 2
    worse = summary["stages"]["refined"]["mse"]["value"] - summary["baselines"]["black"]["mse"]["value"]
    assert summary["paired"]["refined − black"]["mse"]["value"] == pytest.approx(worse)
    assert "<html" in (tmp_path / "out/index.html").read_text()
    assert run(capsys, *words) == (0, summary)  # the second time, from what the first wrote


def test_without_opengl_the_twin_audits_and_refines(model, data, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("VLCRITIC_GL_BACKEND", "nonsense")
    words = ["--model", f"noise={model}", "--data", data, "-n", 2, "--refine", 2]
    code, summary = run(capsys, *words, "--renderer", "twin", "-o", tmp_path / "twin")
    assert code == 0 and summary["n"] == 2


def test_a_mistyped_data_set_does_not_claim_the_folder(model, data, tmp_path, capsys):
    code, document = run(capsys, "--model", model, "--data", tmp_path / "typo", "-n", 2, "-o", tmp_path / "out")
    assert code == 2 and "typo" in document["error"]["message"]
    assert run(capsys, "--model", model, "--data", data, "-n", 2, "-o", tmp_path / "out")[0] == 0


def test_other_settings_in_the_same_folder_are_refused(model, data, tmp_path, capsys):
    assert run(capsys, "--model", model, "--data", data, "-n", 2, "-o", tmp_path / "out")[0] == 0
    code, document = run(capsys, "--model", model, "--data", data, "-n", 3, "-o", tmp_path / "out")
    assert code == 2 and "other settings" in document["error"]["message"]


@pytest.mark.parametrize("words", [["--model", "refined=x"], ["--model", "a=x", "--model", "a=y"], ["--model", "x", "-n", "0"]])
def test_names_and_counts_that_cannot_be_are_usage_errors(words, data, tmp_path, capsys):
    assert run(capsys, *words, "--data", data, "-o", tmp_path / "out")[0] == 2
