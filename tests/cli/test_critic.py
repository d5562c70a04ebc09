"""`ask` and `ascend` as a user types them, with a critic of random weights."""

import pytest

from tests.cli.test_commands import CIRCLE, circle, run, target  # noqa: F401
from tests.critic.conftest import nano_folder  # noqa: F401
from vlcritic import images
from vlcritic.critic import Critic


def test_a_question_is_answered_for_each_picture(target, nano_folder, capsys):  # noqa: F811
    code, document = run(capsys, "ask", target, target, "-q", "Is it red?", "--critic", nano_folder, "--json")
    (expected,) = Critic.from_pretrained(nano_folder)(images.to_tensor([images.load(target)]), "Is it red?").tolist()
    assert code == 0
    assert [answer["log_odds"] for answer in document["answers"]] == pytest.approx([expected, expected], abs=1e-5)


def test_pictures_of_one_conversation_get_one_answer(target, nano_folder, capsys):  # noqa: F811
    words = ["ask", target, target, "-q", "Do both pictures show the same?", "--together", "--critic", nano_folder]
    code, document = run(capsys, *words, "--json")
    assert code == 0 and len(document["answers"]) == 1


@pytest.mark.parametrize("goal", ["question", "target"])
def test_an_ascent_writes_its_program_pictures_and_film(goal, circle, target, nano_folder, tmp_path, capsys):  # noqa: F811
    goal = ["--question", "Is it red?"] if goal == "question" else ["--target", target]
    sizes = ["--steps", 6, "--chains", 2, "--size", 32, "--renderer", "twin"]
    words = ["ascend", circle, *goal, "--critic", nano_folder, "--judge", nano_folder, *sizes, "-o", tmp_path / "out"]
    code, document = run(capsys, *words, "--json")
    assert code == 0 and document["after"] >= document["before"]
    assert document["judge_after"] == pytest.approx(document["after"], abs=1e-4), "the judge here is the same model"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"best.frag", "render.png", "comparison.png", "film.gif"}
    assert images.load(tmp_path / "out/render.png").shape == (32, 32, 3)


def test_a_folder_that_holds_no_model_is_a_usage_error(circle, tmp_path, capsys):  # noqa: F811
    code, document = run(capsys, "ask", circle, "-q", "Is it red?", "--critic", tmp_path, "--json")
    assert code == 2
    code, document = run(capsys, "ascend", circle, "-q", "Is it red?", "--critic", tmp_path, "-o", tmp_path / "out", "--json")
    assert code == 2 and "expected a model with a processor of its own" in document["error"]["message"]
