"""The command line as a user types it: exit codes say whose fault it was, `--json` prints one document, and a batch loses nothing."""

import json

import numpy as np
import PIL.Image
import pytest

from vlcritic import images
from vlcritic.cli import main

CIRCLE = """float circle(vec2 p, float radius) {
    return length(p) - radius;
}

void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (fragCoord - 0.5 * iResolution.xy) / max(iResolution.x, iResolution.y);
    vec3 color = vec3(0.00, 0.00, 0.00);
    float d = circle(p - vec2(0.10, -0.20), 0.22);
    color = mix(vec3(0.90, 0.10, 0.25), color, smoothstep(0.0, 0.01, d));
    fragColor = vec4(color, 1.0);
}
"""


@pytest.fixture
def circle(tmp_path):
    path = tmp_path / "circle.frag"
    path.write_text(CIRCLE)
    return path


@pytest.fixture
def target(tmp_path):
    """A red disc that Pillow drew where CIRCLE draws its own."""
    side = 128
    picture = PIL.Image.new("RGB", (side * 4, side * 4))
    centre, radius = np.array([0.60, 0.70]) * side * 4, 0.22 * side * 4
    from PIL import ImageDraw

    ImageDraw.Draw(picture).ellipse([*(centre - radius), *(centre + radius)], fill=(230, 26, 64))
    path = tmp_path / "target.png"
    picture.resize((side, side), PIL.Image.Resampling.BOX).save(path)
    return path


def run(capsys, *words):
    code = main([str(word) for word in words])
    return code, json.loads(capsys.readouterr().out)


def test_no_command_and_an_unknown_one_are_usage_errors(capsys):
    for words in ([], ["paint"], ["render"]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2


@pytest.mark.gl
def test_render_writes_a_picture_of_the_asked_size(circle, tmp_path, capsys):
    code, document = run(capsys, "render", circle, "-o", tmp_path / "out/circle.png", "--size", 60, 90, "--json")
    image = images.load(tmp_path / "out/circle.png")
    assert code == 0 and document["height"] == 60 and image.shape == (60, 90, 3)
    assert np.abs(image[42, 54].astype(int) - [230, 26, 64]).max() <= 1  # the disc's centre: (45 + 9, 30 + 18·90/90·…) in pixels


@pytest.mark.gl
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "CheckError"),
        ("x" * 10_000_000, "CheckError"),
        ('#include "a.glsl"\n' + CIRCLE, "CheckError"),
        (CIRCLE.replace("length(p)", "lenght(p)"), "CompileError"),
        (CIRCLE.replace("vec4(color, 1.0)", "vec4(color * (iTime / iTime), 1.0)"), "NonFiniteError"),
    ],
    ids=["empty", "10 MB", "include", "typo", "NaN"],
)
def test_a_bad_program_ends_with_1_and_its_own_error(text, kind, tmp_path, capsys):
    path = tmp_path / "bad.frag"
    path.write_text(text)
    code, document = run(capsys, "render", path, "-o", tmp_path / "out.png", "--json")
    assert code == 1 and document["error"]["kind"] == kind
    assert not (tmp_path / "out.png").exists()


@pytest.mark.gl
def test_a_missing_and_a_binary_program_file_are_usage_errors(tmp_path, capsys):
    (tmp_path / "binary.frag").write_bytes(b"\xff\xfe\x00\x81")
    for name in ("missing.frag", "binary.frag"):
        code, document = run(capsys, "render", tmp_path / name, "-o", tmp_path / "out.png", "--json")
        assert code == 2 and document["error"]["kind"] == "DataError" and name in document["error"]["message"]


@pytest.mark.gl
def test_without_opengl_the_fault_is_ours(circle, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("VLCRITIC_GL_BACKEND", "none such")
    code, document = run(capsys, "render", circle, "-o", tmp_path / "out.png", "--json")
    assert code == 3 and "libegl1" in document["error"]["message"]


@pytest.mark.lpips
@pytest.mark.gl
def test_score_keeps_the_order_and_loses_nothing(circle, target, tmp_path, capsys):
    bad, wrong = tmp_path / "bad.frag", tmp_path / "wrong.frag"
    bad.write_text("void mainImage(")
    wrong.write_text(CIRCLE.replace("0.10, -0.20", "-0.20, 0.20"))
    code, entries = run(capsys, "score", circle, bad, tmp_path / "missing.frag", wrong, "--target", target, "--json")
    assert [entry["error"] and entry["error"]["kind"] for entry in entries] == [None, "CompileError", "DataError", None]
    assert entries[0]["total"] > 0.9 > entries[3]["total"] and entries[0]["mse"] < 0.001 < entries[3]["mse"]
    assert code == 2  # the worst entry's


@pytest.mark.gl
@pytest.mark.parametrize("content", [None, b"", b"not a picture", b"\x89PNG\r\n\x1a\n broken"])
def test_a_missing_or_damaged_target_is_a_usage_error(content, circle, tmp_path, capsys):
    path = tmp_path / "target.png"
    if content is not None:
        path.write_bytes(content)
    code, document = run(capsys, "score", circle, "--target", path, "--json")
    assert code == 2 and document["error"]["kind"] == "DataError"


@pytest.mark.lpips
@pytest.mark.gl
def test_refine_brings_a_program_nearer_and_writes_the_best(circle, target, tmp_path, capsys):
    circle.write_text(CIRCLE.replace("0.10, -0.20", "0.06, -0.15"))
    code, document = run(capsys, "refine", circle, "--target", target, "--steps", 60, "-o", tmp_path / "out", "--json")
    assert code == 0 and document["after"]["mse"] < 0.25 * document["before"]["mse"]
    assert (tmp_path / "out/best.frag").read_text() == document["after"]["program"]
    assert images.load(tmp_path / "out/comparison.png").shape == (128, 4 * 128 + 3 * 4, 3)


@pytest.fixture(scope="module")
def untrained(tmp_path_factory):
    """A nano model that has learnt nothing: every answer is noise."""
    out = tmp_path_factory.mktemp("models") / "nano"
    assert main(["nano", "--out", str(out)]) == 0
    return out


@pytest.mark.lpips
@pytest.mark.gl
@pytest.mark.training
def test_reconstruct_gives_every_picture_an_entry(untrained, target, tmp_path, capsys):
    (tmp_path / "corrupt.png").write_bytes(b"oops")
    words = ["reconstruct", target, tmp_path / "corrupt.png", tmp_path / "none.png", "--model", untrained, "-n", 2]
    code, entries = run(capsys, *words, "--max-new-tokens", 16, "-o", tmp_path / "out", "--json")
    assert code == 2
    assert [entry["error"]["kind"] for entry in entries] == ["ExtractError", "DataError", "DataError"]
    assert json.loads((tmp_path / "out/summary.json").read_text()) == entries


def test_a_model_that_is_none_is_a_usage_error(target, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    code, document = run(capsys, "reconstruct", target, "--model", tmp_path / "no model", "-o", tmp_path / "out", "--json")
    assert code == 2 and "no model" in document["error"]["message"]


@pytest.mark.gl
def test_doctor_names_the_device_and_a_missing_one_ends_with_3(capsys, monkeypatch):
    code, findings = run(capsys, "doctor", "--json")
    assert code == 0 and any(finding["name"] == "OpenGL" and finding["ok"] for finding in findings)
    monkeypatch.setenv("VLCRITIC_GL_BACKEND", "none such")
    code, findings = run(capsys, "doctor", "--json")
    assert code == 3


@pytest.mark.gl
def test_data_makes_a_folder_that_datasets_loads(tmp_path, capsys):
    import datasets

    code, manifest = run(capsys, "data", "glsl", "--count", 40, "--size", 32, "-o", tmp_path / "data", "--json")
    assert code == 0 and sum(manifest["counts"].values()) == 40
    rows = datasets.load_dataset("parquet", data_files=str(tmp_path / "data/data/train-*.parquet"), cache_dir=tmp_path / "cache")["train"]
    assert rows[0]["image"].size == (32, 32) and "mainImage" in rows[0]["program"]
