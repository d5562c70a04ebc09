"""Audit a critic on questions about scenes that it never saw: how often it is right, by kind of question with 95 % intervals, whether
negation and order of the pictures change its mind, how well its confidence fits, and whether it is lost without the right pictures.
"""

from __future__ import annotations

from pathlib import Path

from vlcritic.cli import GOOD, print_json
from vlcritic.cli.common import add_critic, open_critic, write_json
from vlcritic.data.questions import FAMILIES

NOTES = {
    "unseen_wordings": "right in wordings that training never used",
    "negation": "the opposite question gets the opposite answer",
    "order": "pictures in another order get the answer that follows",
    "blind": "right with the pictures of other questions (chance: 0.5)",
}


def add_arguments(parser) -> None:
    """--critic, --device, -n, --families, --split, --side, --batch-size, --seed, -o."""
    add_critic(parser)
    parser.add_argument("-n", type=int, default=2400, help="questions (2400)")
    parser.add_argument("--families", nargs="+", default=FAMILIES, choices=FAMILIES, metavar="FAMILY", help="kinds of questions (all)")
    parser.add_argument("--split", default="test", help="scenes of which split: train, validation or test (test)")
    parser.add_argument("--side", type=int, default=64, help="of the pictures, in pixels (64); a large model wants 448")
    parser.add_argument("--batch-size", type=int, default=64, help="conversations at once (64)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("-o", "--out", type=Path, help="also write the numbers to this JSON file")


def run(arguments) -> int:
    """Ask, count, print."""
    from vlcritic.evaluation.critics import audit_critic

    if arguments.n < 1:
        raise ValueError(f"-n: expected at least 1 question, got {arguments.n}")
    options = {name: getattr(arguments, name) for name in ("n", "families", "split", "side", "batch_size", "seed")}
    document = {"critic": arguments.critic} | audit_critic(open_critic(arguments), **options, progress=not arguments.json).as_dict()
    if arguments.out:
        write_json(arguments.out, document)
    print_json(document) if arguments.json else print(_table(document))
    return GOOD


def _table(document: dict) -> str:
    """The numbers as text."""
    lines = [f"{document['n']} questions", _line("right", document["accuracy"])]
    lines += [_line(f"  {family}", each, f"unseen wordings {_cell(document['unseen_by_family'].get(family))}")
              for family, each in document["by_family"].items()]  # fmt: skip
    lines += [_line(name.replace("_", " "), document[name], note) for name, note in NOTES.items()]
    lines += [f"{'calibration error':<18}{document['calibration_error']:.3f}", f"{'cross entropy':<18}{document['cross_entropy']:.3f}"]
    return "\n".join(lines)


def _line(name: str, interval: dict, note: str = "") -> str:
    return f"{name:<18}{_cell(interval)}  {note}".rstrip()


def _cell(interval: dict | None) -> str:
    if interval is None or interval["value"] is None:
        return "–"
    return f"{interval['value']:.3f} [{interval['low']:.3f}, {interval['high']:.3f}]"
