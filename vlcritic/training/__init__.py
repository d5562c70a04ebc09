"""Training glue for TRL: a loss that weighs kinds of tokens, the SFT trainer that uses it, and a callback that shows GRPO's renders."""
