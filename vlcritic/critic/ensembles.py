"""Averages over changed pictures, which an optimiser cannot please by noise that only one view of them shows.

Source: ensembles of crops and colours as in CLIP guidance (CLIPDraw, arXiv:2106.14843; Dream Fields, arXiv:2112.01455), and JPEG; kornia
draws them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch

from vlcritic.critic.queries import Asked

CROP = 0.85  # least share of the area that is kept
COLOUR = 0.05  # change of brightness, contrast and saturation at most
QUALITY = (60.0, 95.0)  # of JPEG


def augmentation(height: int, width: int) -> torch.nn.Module:
    """Random crops, colours and JPEG of pictures `(B, 3, H, W)` in [0, 1], the same for a whole batch; differentiable."""
    from kornia import augmentation as changes

    return torch.nn.Sequential(
        changes.RandomResizedCrop((height, width), scale=(CROP, 1.0), ratio=(0.95, 1.05), same_on_batch=True),
        changes.ColorJiggle(COLOUR, COLOUR, COLOUR, same_on_batch=True, p=1.0),
        changes.RandomJPEG(QUALITY, same_on_batch=True, p=1.0),
    )


class Augmented:
    """A critic that sees the pictures as they are and changed, and gives the mean: `augmented(images, question) -> (B,)`.

    All pictures of a call are changed in the same way, so that comparisons stay fair. Every call draws anew, from `seed` on.

    Args:
        critic: asked `1 + draws` times.
        draws: changed copies of the pictures.
        change: makes, for height and width, what changes pictures; it must be differentiable.
    """

    def __init__(self, critic: Asked, *, draws: int = 3, seed: int = 0, change: Callable[[int, int], torch.nn.Module] = augmentation):
        if draws < 1:
            raise ValueError(f"draws: expected at least 1, got {draws}")
        self.critic, self.draws, self.change = critic, draws, change
        self._generator = torch.Generator().manual_seed(seed)

    def __call__(self, images: torch.Tensor, question: str | Sequence[str]) -> torch.Tensor:
        """Mean log-odds `(B,)`; arguments as for `Critic`."""
        change = self.change(*images.shape[-2:])
        odds = [self.critic(images, question)]
        for _ in range(self.draws):
            odds.append(self.critic(self._changed(images, change), question))
        return torch.stack(odds).mean(0)

    def _changed(self, images: torch.Tensor, change: torch.nn.Module) -> torch.Tensor:
        seed = int(torch.randint(2**62, (), generator=self._generator))
        with torch.random.fork_rng():  # kornia draws from the global generator
            torch.manual_seed(seed)
            return change(images.flatten(0, -4)).clamp(0, 1).view_as(images)


class Ensemble:
    """Several critics as one: the mean of their log-odds."""

    def __init__(self, critics: Sequence[Asked]):
        if not critics:
            raise ValueError("critics: expected at least one")
        self.critics = tuple(critics)

    def __call__(self, images: torch.Tensor, question: str | Sequence[str]) -> torch.Tensor:
        """Mean log-odds `(B,)`; arguments as for `Critic`."""
        return torch.stack([critic(images, question) for critic in self.critics]).mean(0)
