"""Training glue for TRL: a loss that weighs kinds of tokens, the SFT trainer with it, and `renders`: seeing what GRPO's rewards see."""
