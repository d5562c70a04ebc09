"""Where a vision-language model keeps its eyes."""

from __future__ import annotations

NAMES = ("visual", "vision_tower", "vision_model")  # Qwen's, LLaVA's, others'


def vision_tower(model):
    """The vision tower of a model, with the projector where that is a part of it (Qwen). Raises ValueError where there is none."""
    for name, module in model.named_modules():
        if name.rpartition(".")[2] in NAMES:
            return module
    raise ValueError(f"model: expected a module called {', '.join(NAMES)}, got a {type(model).__name__} without one; it cannot see")
