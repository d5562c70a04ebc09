"""Variations of every material of a stage, drawn and sifted: see `moves` for how far they go.

A material gets up to `per` variations in 50 trials, and is given up after 20 with fewer than 2. A variation must differ visibly from its
parent and from its siblings. Trial t of a material depends on the seed, the material's id and t alone.

Source: VLMaterial (ICLR 2025), its augmentation of parameters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vlcritic.data.materials.drawing import draw
from vlcritic.data.materials.duplicates import Seen
from vlcritic.data.materials.moves import generator, varied
from vlcritic.data.materials.sift import Sieve
from vlcritic.data.materials.signatures import signatures
from vlcritic.data.materials.store import Stage, image_path, read_stage, settings_of
from vlcritic.data.materials.work import BATCH, progress_bar
from vlcritic.images import load
from vlcritic.languages.base import Renderer
from vlcritic.languages.blender.graph import Graph
from vlcritic.languages.blender.read import read
from vlcritic.languages.blender.write import write
from vlcritic.types import Image

MOST_TRIALS = 50
FIRST_TRIALS, LEAST_ACCEPTED = 20, 2


@dataclass
class _Parent:
    """A material in the making of its variations: how many trials there were, how many good ones, what they must differ from."""

    identity: str
    graph: Graph
    sieve: Sieve
    trials: int = 0
    accepted: int = 0

    def is_done(self, per: int) -> bool:
        is_hopeless = self.trials >= FIRST_TRIALS and self.accepted < LEAST_ACCEPTED
        return self.accepted >= per or self.trials >= MOST_TRIALS or is_hopeless

    def left(self, per: int) -> int:
        """Trials that are sure to be made, so that what is accepted does not depend on how many are drawn together."""
        next_look = FIRST_TRIALS if self.trials < FIRST_TRIALS else MOST_TRIALS
        return min(per - self.accepted, next_look - self.trials)


def vary(
    inputs: Sequence[str | Path],
    out: str | Path,
    *,
    render: Renderer,
    per: int = 10,
    seed: int = 0,
    settings: dict | None = None,
    progress: bool = True,
) -> dict:
    """Write a stage of the variations of other stages' materials, and return its summary.

    Args:
        inputs: folders of finished stages whose materials have pictures.
        out: a new folder, or one of the same settings, which is continued.
        render: draws the programs, as the inputs' were drawn.
        per: variations of a material at most.
        settings: what the pictures depend on, such as size and samples.

    Raises:
        DataError: an input is no finished stage, or lacks pictures, or the folder holds something else.
        RendererError: nothing is drawn any more; what was done is kept.
    """
    if per < 1 or seed < 0:
        raise ValueError(f"expected per ≥ 1 and seed ≥ 0, got {per} and {seed}")
    parents = {record["id"]: (record, folder) for folder in inputs for record in read_stage(folder)}
    seen = signatures(read(record["program"]) for record, _ in parents.values())
    theirs = {"inputs": [settings_of(folder) for folder in inputs], "per": per, "seed": seed}
    with Stage(out, {"stage": "vary"} | theirs | (settings or {})) as stage:
        before = _before(stage, per)
        with progress_bar(len(parents), "material", progress) as bar:
            begun = (_begin(record, folder, before.get(key, []), stage.folder) for key, (record, folder) in parents.items())
            for group in _groups(begun, per, bar):
                _trial(stage, group, seen, per, seed, render)
        good = [sum(not trial["rejected"] for trial in trials) for trials in _before(stage, per).values()]
        return stage.finish(render, materials=len(parents), given_up=sum(count < LEAST_ACCEPTED for count in good))


def _before(stage: Stage, per: int) -> dict[str, list[dict]]:
    """The trials so far of every parent; programs only of good ones that a parent in the making still needs."""
    trials: dict[str, list[dict]] = {}
    for record in read_stage(stage.folder, with_rejected=True, is_finished=False):
        before = trials.setdefault(record["origin"], [])
        before.append({"id": record["id"], "rejected": record["rejected"], "program": "" if record["rejected"] else record["program"]})
        if sum(not trial["rejected"] for trial in before) >= per:
            for trial in before:
                trial["program"] = ""
    return trials


def _begin(record: dict, folder: str | Path, trials: list[dict], out: Path) -> _Parent:
    """The parent where its last trial left it."""
    pictures = {record["id"]: image_path(folder, record["id"])}
    graph = read(record["program"])
    parent = _Parent(record["id"], graph, Sieve(Seen(lambda identity: load(pictures.get(identity) or image_path(out, identity)))))
    parent.sieve.remember(record["id"], graph, load(pictures[record["id"]]))
    for trial in trials:
        parent.trials += 1
        if not trial["rejected"]:
            parent.accepted += 1
        if trial["program"]:
            parent.sieve.remember(trial["id"], read(trial["program"]), load(image_path(out, trial["id"])))
    return parent


def _groups(parents: Iterable[_Parent], per: int, bar) -> Iterator[list[_Parent]]:
    """As many open parents as make a batch, again and again until none is open."""
    parents, open_ = iter(parents), []
    while True:
        still = [parent for parent in open_ if not parent.is_done(per)]
        bar.update(len(open_) - len(still))
        open_ = still
        while len(open_) < BATCH and (parent := next(parents, None)) is not None:
            if parent.is_done(per):
                bar.update()
            else:
                open_.append(parent)
        if not open_:
            return
        yield open_


def _trial(stage: Stage, parents: list[_Parent], seen: dict, per: int, seed: int, render: Renderer) -> None:
    """Some trials of each parent, drawn together."""
    each = max(1, BATCH // len(parents))
    tried = [(parent, parent.trials + n) for parent in parents for n in range(min(each, parent.left(per)))]
    graphs = [varied(parent.graph, generator(seed, parent.identity, trial), seen) for parent, trial in tried]
    programs = [write(graph) for graph in graphs]
    for (parent, trial), program, picture in zip(tried, programs, draw(render, programs), strict=True):
        _keep(stage, parent, f"{parent.identity}-v{trial}", program, picture)


def _keep(stage: Stage, parent: _Parent, identity: str, program: str, picture: Image | str) -> None:
    rejected = parent.sieve.sift(identity, read(program), picture)
    stage.add({"id": identity, "program": program, "origin": parent.identity, "rejected": rejected}, None if rejected else picture)
    parent.trials += 1
    parent.accepted += not rejected
