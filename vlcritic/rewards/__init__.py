"""Programs judged by what they draw: the same verdict for the training reward, the search, the audit and the command line.

`vlcritic.rewards.render_reward` is the dotted path for TRL's own command: `trl grpo --reward_funcs vlcritic.rewards.render_reward`.
Importing this loads neither torch nor OpenGL.
"""

from vlcritic.rewards.judge import Judge, default_terms
from vlcritic.rewards.style_terms import SlicedWassersteinTerm, StyleTerm
from vlcritic.rewards.terms import CannyTerm, EdgeTerm, LpipsTerm, MaskIouTerm, PixelTerm, SsimTerm
from vlcritic.rewards.trl import RenderReward

__all__ = [
    "CannyTerm",
    "EdgeTerm",
    "Judge",
    "LpipsTerm",
    "MaskIouTerm",
    "PixelTerm",
    "RenderReward",
    "SlicedWassersteinTerm",
    "SsimTerm",
    "StyleTerm",
    "default_terms",
    "render_reward",
]

render_reward = RenderReward()
