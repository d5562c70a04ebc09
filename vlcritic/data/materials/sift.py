"""The one sieve of all stages: a picture there is, a good one, and a new material."""

from __future__ import annotations

from vlcritic.data.materials.duplicates import Seen, graph_key
from vlcritic.data.materials.quality import flaw
from vlcritic.data.materials.store import Stage, image_path, read_stage
from vlcritic.images import load
from vlcritic.languages.blender.graph import Graph
from vlcritic.languages.blender.read import read
from vlcritic.types import Image


class Sieve:
    """Judges materials one after the other, and remembers the good ones."""

    def __init__(self, seen: Seen):
        self._seen = seen

    @classmethod
    def of(cls, stage: Stage) -> Sieve:
        """A sieve that knows what the stage has accepted already."""
        sieve = cls(Seen(lambda identity: load(image_path(stage.folder, identity))))
        for record in read_stage(stage.folder, is_finished=False):
            sieve.remember(record["id"], read(record["program"]), load(image_path(stage.folder, record["id"])))
        return sieve

    def remember(self, identity: str, graph: Graph, image: Image) -> None:
        """A material that others must differ from."""
        self._seen.add(identity, graph_key(graph), image)

    def is_known(self, graph: Graph) -> bool:
        """Whether the same graph was accepted before; there is no need to draw it."""
        return self._seen.graph(graph_key(graph)) is not None

    def sift(self, identity: str, graph: Graph, picture: Image | str) -> str:
        """Why the material is rejected, `""` where it is not; then it is remembered.

        Args:
            picture: from `drawing.draw`.
        """
        if isinstance(picture, str):
            return picture
        key = graph_key(graph)
        if self._seen.graph(key) is not None:
            return "duplicate graph"
        reason = flaw(picture) or ("duplicate picture" if self._seen.picture(picture) is not None else "")
        if not reason:
            self._seen.add(identity, key, picture)
        return reason
