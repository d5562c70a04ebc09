"""Training glue for TRL: a loss that weighs kinds of tokens and the SFT trainer that uses it, rollouts and the preference pairs that DPO
learns from, and a callback that shows GRPO's renders."""
