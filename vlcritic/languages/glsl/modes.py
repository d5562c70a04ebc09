"""Two ways of llvmpipe to compile a shader, and which of them what is asked for would have been faster in.

Without LLVM's optimiser a new shader takes half the time, and then draws 1.3 to 1.6 × as long. That suits a verifier, which sees most
programs once, and not a search, which draws thousands of pictures of one family. A process must choose before its first shader, so it asks
to be started anew in the other way once that would have saved `SWITCH_S`: then the past has paid for the change, as in

Borodin, Linial & Saks 1992, "An optimal on-line algorithm for metrical task systems".
"""

from __future__ import annotations

MODES = {"new": {"GALLIVM_PERF": "nopt"}, "family": {"GALLIVM_PERF": ""}}
"""Settings of a renderer's process: for new programs, which is the first choice, and for families."""

COMPILED_S = 0.018  # saved at each new program by "new"; a generated scene of 256² on one core
DRAWN_S = 9e-9  # saved at each pixel of a family by "family"; ten statements
SWITCH_S = 0.6  # start of a process, and its families compiled again


class Regret:
    """Seconds that the other mode would have saved of late; never less than 0."""

    def __init__(self, mode: str):
        self.mode, self.seconds = mode, 0.0

    def compiled(self) -> None:
        """A program was compiled."""
        self._add(COMPILED_S if self.mode == "family" else -COMPILED_S)

    def drew(self, pixels: int) -> None:
        """A picture of a family was drawn."""
        self._add(DRAWN_S * pixels if self.mode == "new" else -DRAWN_S * pixels)

    def wish(self) -> str:
        """The mode to be in from now on."""
        other = "new" if self.mode == "family" else "family"
        return other if self.seconds > SWITCH_S else self.mode

    def _add(self, seconds: float) -> None:
        self.seconds = max(0.0, self.seconds + seconds)
