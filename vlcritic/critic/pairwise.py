"""Which of two pictures is closer to a target? Asked in both orders, and averaged: a critic that prefers a place in the row prefers none.

Source: comparisons tell strong candidates apart where absolute scores saturate: UI2Code^N (arXiv:2511.08195).
"""

from __future__ import annotations

import torch

from vlcritic.critic.queries import Asked

CLOSER = "The first picture is the target. Is the second picture closer to it than the third?"
SAME = "Do both pictures show the same?"


class PairwiseCritic:
    """Log-odds that the first candidate is closer: `pairwise(targets, firsts, seconds) -> (B,)`, differentiable in all three.

    Swapping the candidates changes the sign of the result, and nothing else, where the critic draws no random numbers.

    Args:
        critic: asked with three pictures: target, one candidate, the other.
        question: answered yes where the second picture is the better one.
    """

    def __init__(self, critic: Asked, *, question: str = CLOSER):
        self.critic, self.question = critic, question

    def __call__(self, targets: torch.Tensor, firsts: torch.Tensor, seconds: torch.Tensor) -> torch.Tensor:
        """Half the difference of the log-odds in both orders, `(B,)`, for pictures `(B, 3, H, W)` in [0, 1] of one size.

        Raises:
            ValueError: the shapes differ.
        """
        if not targets.shape == firsts.shape == seconds.shape:
            shapes = ", ".join(str(tuple(images.shape)) for images in (targets, firsts, seconds))
            raise ValueError(f"targets, firsts, seconds: expected one shape (B, 3, H, W), got {shapes}")
        given = torch.stack([targets, firsts, seconds], 1)
        swapped = torch.stack([targets, seconds, firsts], 1)
        there, back = self.critic(torch.cat([given, swapped]), self.question).chunk(2)
        return (there - back) / 2


class SameCritic:
    """Log-odds that two pictures show the same: `same(images, targets) -> (B,)`, in both orders and averaged."""

    def __init__(self, critic: Asked, *, question: str = SAME):
        self.critic, self.question = critic, question

    def __call__(self, images: torch.Tensor, targets: torch.Tensor) -> torch.Tensor:
        """Mean of the log-odds in both orders, `(B,)`, for pictures `(B, 3, H, W)` in [0, 1] of one size.

        Raises:
            ValueError: the shapes differ.
        """
        if images.shape != targets.shape:
            raise ValueError(f"images, targets: expected one shape (B, 3, H, W), got {tuple(images.shape)} and {tuple(targets.shape)}")
        both = torch.cat([torch.stack([images, targets], 1), torch.stack([targets, images], 1)])
        there, back = self.critic(both, self.question).chunk(2)
        return (there + back) / 2
