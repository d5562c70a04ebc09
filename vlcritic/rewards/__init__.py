"""Programs judged by what they draw: the same verdict for the training reward, the search, the audit and the command line.

`vlcritic.rewards.render_reward` is the dotted path for TRL's own command: `trl grpo --reward_funcs vlcritic.rewards.render_reward`.
Importing this loads neither torch nor OpenGL.
"""

from vlcritic.rewards.critic import Ask, CriticReward, TournamentReward
from vlcritic.rewards.judge import Judge, default_terms
from vlcritic.rewards.style_terms import SlicedWassersteinTerm, StyleTerm
from vlcritic.rewards.terms import CannyTerm, EdgeTerm, LpipsTerm, MaskIouTerm, PixelTerm, SsimTerm
from vlcritic.rewards.text_terms import FormatTerm, LengthTerm
from vlcritic.rewards.trl import RenderReward
from vlcritic.rewards.weights import Linear, parse_terms

_PICTURE_TERMS = (PixelTerm, EdgeTerm, CannyTerm, LpipsTerm, SsimTerm, StyleTerm, SlicedWassersteinTerm, MaskIouTerm)
_TEXT_TERMS = (LengthTerm, FormatTerm)

TERMS = {term().__name__: term for term in _PICTURE_TERMS + _TEXT_TERMS}
"""Every term by its name on the command line."""

DEFAULT_TERMS = [f"{term.__name__}={weight}" for term, weight in default_terms().items()]
"""The default terms as words of the command line."""

render_reward = RenderReward()

__all__ = [
    "DEFAULT_TERMS",
    "TERMS",
    "Ask",
    "CannyTerm",
    "CriticReward",
    "EdgeTerm",
    "FormatTerm",
    "Judge",
    "LengthTerm",
    "Linear",
    "LpipsTerm",
    "MaskIouTerm",
    "PixelTerm",
    "RenderReward",
    "SlicedWassersteinTerm",
    "SsimTerm",
    "StyleTerm",
    "TournamentReward",
    "default_terms",
    "parse_terms",
    "render_reward",
]
