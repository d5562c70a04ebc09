"""Programs judged by what they draw: the same verdict for the training reward, the search, the audit and the command line.

`vlcritic.rewards.render_reward` is the dotted path for TRL's own command: `trl grpo --reward_funcs vlcritic.rewards.render_reward`.
Importing this loads neither torch nor OpenGL.
"""

from vlcritic.rewards.judge import Judge, default_terms
from vlcritic.rewards.terms import EdgeTerm, LpipsTerm, MaskIouTerm, PixelTerm, SsimTerm
from vlcritic.rewards.text_terms import FormatTerm, LengthTerm
from vlcritic.rewards.trl import RenderReward
from vlcritic.rewards.weights import Linear, parse_terms

TERMS = {term().__name__: term for term in (PixelTerm, EdgeTerm, LpipsTerm, SsimTerm, MaskIouTerm, LengthTerm, FormatTerm)}
"""Every term by its name on the command line."""

__all__ = [
    "TERMS", "EdgeTerm", "FormatTerm", "Judge", "LengthTerm", "Linear", "LpipsTerm", "MaskIouTerm", "PixelTerm", "RenderReward", "SsimTerm",
    "default_terms", "parse_terms", "render_reward",
]  # fmt: skip

render_reward = RenderReward()
