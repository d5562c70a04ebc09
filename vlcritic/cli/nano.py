"""Build the nano model: a directory with Qwen2.5-VL's architecture, small enough to train on two CPU cores.

Its tokenizer is fitted to the programs of a data set, or to freshly sampled scenes where none is named.
"""

from __future__ import annotations

from pathlib import Path

from vlcritic.cli import GOOD, print_json

TEXTS = 4000  # programs that the tokenizer is fitted to; more change nothing


def add_arguments(parser) -> None:
    """--out, --data, --seed."""
    parser.add_argument("-o", "--out", type=Path, required=True, help="directory to make")
    parser.add_argument("--data", help="data set whose programs the tokenizer learns; folder or Hub id")
    parser.add_argument("--seed", type=int, default=0)


def run(arguments) -> int:
    """Write the model directory."""
    from vlcritic.nano import build_nano

    out = build_nano(arguments.out, conversations=_conversations(arguments.data, arguments.seed), seed=arguments.seed)
    print_json({"out": str(out)}) if arguments.json else print(f"{out}: load it like any other model directory")
    return GOOD


def _conversations(data: str | None, seed: int) -> list[list[dict]]:
    """What the tokenizer is fitted to: prompts with their answers."""
    from vlcritic.data.prompts import sft_example

    rows = [sft_example({"program": program}) for program in (_programs_of(data) if data else _sampled(seed))]
    return [row["prompt"] + row["completion"] for row in rows]


def _programs_of(data: str) -> list[str]:
    from vlcritic.data.store import load

    return load(data)["train"]["program"][:TEXTS]


def _sampled(seed: int) -> list[str]:
    import numpy as np

    from vlcritic.data.glsl.program import write
    from vlcritic.data.glsl.sample import sample

    stages = ("primitives", "booleans")
    return [write(sample(np.random.default_rng([seed, index]), stage=stages[index % 2], background="random")) for index in range(TEXTS)]
