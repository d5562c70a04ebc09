"""Training glue for TRL: a loss that weighs kinds of tokens and the SFT trainer with it, rollouts and the preference pairs that DPO learns
from, and `renders`: seeing what GRPO's rewards see."""
