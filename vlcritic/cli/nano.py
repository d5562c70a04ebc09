"""Build the nano model: a directory with Qwen2.5-VL's architecture, small enough to train on two CPU cores.

Its tokenizer is fitted to the programs of a data set, or to freshly sampled scenes where none is named. With --pretrain, its vision
tower first learns to see the data set's pictures; real models come with a tower that has seen pictures before. For materials the tower
has finer patches and hands on more tokens.

With --questions it is made for a critic instead: its tokens are words, and its tower learns from scenes of several shapes, made here.
"""

from __future__ import annotations

from pathlib import Path

from vlcritic.cli import GOOD, print_json

TEXTS = 4000  # programs that the tokenizer is fitted to, or twice as many as questions; more change nothing
PICTURES = 25_000  # scenes that a critic's tower learns from
MATERIAL_SIZES = {"patch_size": 8, "merge": 2, "vision_depth": 3}  # fine patches, 16 tokens a picture: textures, not places
CRITIC_SIZES = {"width": 128, "depth": 4, "patch_size": 8, "vision_width": 64, "vision_depth": 3, "rope_theta": 10.0}


def add_arguments(parser) -> None:
    """--out, --data, --questions, --pretrain, --seed."""
    parser.add_argument("-o", "--out", type=Path, required=True, help="directory to make")
    parser.add_argument("--data", help="data set whose programs the tokenizer learns; folder or Hub id")
    parser.add_argument("--questions", action="store_true", help="made for questions about pictures, not for programs")
    parser.add_argument(
        "--pretrain", type=int, default=0, metavar="STEPS", help="steps of pretraining of the vision tower (0); needs --data or --questions"
    )
    parser.add_argument("--seed", type=int, default=0)


def run(arguments) -> int:
    """Write the model directory."""
    from vlcritic.nano import build_nano

    if arguments.data and arguments.questions:
        raise ValueError("--questions: expected without --data; questions are made here")
    if arguments.pretrain and not arguments.data and not arguments.questions:
        raise ValueError("--pretrain: expected --data with it, or --questions; the tower learns from that data set's scenes, or from those")
    if arguments.questions:
        options = _for_questions(arguments)
    else:
        programs, language = _programs_of(arguments.data) if arguments.data else (_sampled(arguments.seed), "glsl")
        options = {"conversations": _conversations(programs, language)}
        options |= MATERIAL_SIZES if language == "blender" else {}
        if arguments.pretrain:
            options["pretrain"] = _pretraining(arguments, language)
    out = build_nano(arguments.out, seed=arguments.seed, **options)
    print_json({"out": str(out)}) if arguments.json else print(f"{out}: load it like any other model directory")
    return GOOD


def _pretraining(arguments, language: str):
    """Trains a new model's tower on the pictures of the data set: to tell the scenes, or the material programs, behind them."""
    import torch

    from vlcritic.data.store import load
    from vlcritic.images import from_pil
    from vlcritic.nano import pretrain_tower

    rows = load(arguments.data)["train"]
    if language == "glsl":
        targets, how = _of_scenes(rows), {}
    else:
        targets, how = _of_materials(rows), {"lr": 1.5e-3, "beta": 1.0, "whiten": True}

    def pretrain(model, processor) -> None:
        pictures = [from_pil(picture) for picture in rows["image"]]
        options = {"steps": arguments.pretrain, "seed": arguments.seed, "progress": not arguments.json}
        pretrain_tower(model, processor, pictures, torch.tensor(targets), **options, **how)

    return pretrain


def _of_scenes(rows) -> list[list[float]]:
    from vlcritic.data.glsl.scene import Scene
    from vlcritic.data.glsl.vector import vector

    scenes = [Scene.from_json(text) for text in rows["scene"]]
    kinds = sorted({shape.kind for scene in scenes for shape in scene.shapes})
    slots = min(2, max(len(scene.shapes) for scene in scenes))
    return [vector(scene, slots=slots, kinds=kinds) for scene in scenes]


def _of_materials(rows):
    from vlcritic.data.materials.vector import vectors
    from vlcritic.images import from_pil
    from vlcritic.languages.blender.read import read

    return vectors([read(program) for program in rows["program"]], [from_pil(picture) for picture in rows["image"]])


def _for_questions(arguments) -> dict:
    """Options of a nano model that will answer questions: tokens are words, and questions without fields are one token."""
    from vlcritic.critic.critic import TEMPLATE
    from vlcritic.data.questions import WORDINGS, Questions

    def conversation(question) -> list[dict]:
        content = [{"type": "image"}, {"type": "text", "text": TEMPLATE.format(question=question.text)}]
        return [{"role": "user", "content": content}, {"role": "assistant", "content": "Yes" if question.answer else "No"}]

    fixed = [each.text for wordings in WORDINGS.values() for each in wordings if "{" not in each.text and not each.unseen]
    return CRITIC_SIZES | {
        "conversations": [conversation(question) for question in Questions(TEXTS // 2, seed=arguments.seed)],
        "words": True,
        "unit_gain": True,
        "phrases": [TEMPLATE.format(question=""), *fixed],
        "pretrain": (lambda model, processor: _see_scenes(arguments, model, processor)) if arguments.pretrain else None,
    }


def _see_scenes(arguments, model, processor) -> None:
    """Trains a new model's tower on scenes of several shapes."""
    import torch

    from vlcritic.data.questions import draw
    from vlcritic.data.questions.scenes import scenes
    from vlcritic.data.questions.vector import vector
    from vlcritic.nano import pretrain_tower

    count = min(PICTURES, 64 * arguments.pretrain)
    seen = scenes(count, seed=arguments.seed)
    pictures = [draw(scene) for scene in seen]
    targets = torch.tensor([vector(*each) for each in zip(seen, pictures, strict=True)])
    options = {
        "steps": arguments.pretrain,
        "lr": 1.5e-3,
        "beta": 1.0,
        "whiten": True,
        "seed": arguments.seed,
        "progress": not arguments.json,
    }
    pretrain_tower(model, processor, pictures, targets, **options)


def _conversations(programs: list[str], language: str) -> list[list[dict]]:
    """What the tokenizer is fitted to: prompts with their answers."""
    from vlcritic.data.prompts import sft_example

    rows = [sft_example({"program": program}, language=language) for program in programs]
    return [row["prompt"] + row["completion"] for row in rows]


def _programs_of(data: str) -> tuple[list[str], str]:
    """Programs of a data set, and their language."""
    from vlcritic.data.store import load

    rows = load(data)["train"]
    return rows["program"][:TEXTS], "glsl" if "scene" in rows.column_names else "blender"


def _sampled(seed: int) -> list[str]:
    import numpy as np

    from vlcritic.data.glsl.program import write
    from vlcritic.data.glsl.sample import sample

    stages = ("primitives", "booleans")
    return [write(sample(np.random.default_rng([seed, index]), stage=stages[index % 2], background="random")) for index in range(TEXTS)]
