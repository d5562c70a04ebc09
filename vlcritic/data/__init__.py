"""Training data: scenes whose program and picture belong together, and the prompts that ask for them."""
