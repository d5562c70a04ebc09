"""Gives the nano model what a real one comes with: a vision tower that has seen pictures before.

The tower learns to tell numbers about each picture (where a shape is, how large, which colour) from the tokens that it hands to the
language model, through a linear head that is thrown away. One picture costs the tower a tenth of what it costs the whole model, so the
language model then learns from tokens that already say what it needs. Without this, the whole model spends its first 20,000 pictures
on learning to see (measured: shape colours still at chance), more than a laptop's minutes hold.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch.nn.functional import smooth_l1_loss
from tqdm import tqdm

from vlcritic.images import to_pil
from vlcritic.types import Image

PREPARED = 256  # pictures that the processor takes at once
WHITENED = 1500  # pictures that tell the spread of tokens


def pretrain_tower(
    model,
    processor,
    images: Sequence[Image],
    targets: torch.Tensor,
    *,
    steps: int = 4000,
    batch_size: int = 64,
    lr: float = 3e-3,
    beta: float = 0.1,
    whiten: bool = False,
    seed: int = 0,
    progress: bool = False,
) -> float:
    """Train the model's vision tower in place to predict `targets` from pictures; the mean loss of the last tenth of the steps.

    Args:
        images: N pictures.
        targets: `(N, D)`, each column of a spread near 1; NaN where a picture has no such number.
        beta: errors below it count squared, others by their size; a small one is robust, and blind to what is mostly absent: the median of
            a presence is 0.
        whiten: scale the finished tower's tokens to a spread near 1 in every direction (`whitened`).

    Raises:
        ValueError: not one row of targets for each picture.
    """
    if len(images) != len(targets) or not len(images):
        raise ValueError(f"targets: expected one row for each of {len(images)} pictures, and at least one, got {len(targets)}")
    pixels, grid = _prepared(processor, images)
    tower, device = model.model.visual, model.device
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        head = torch.nn.LazyLinear(targets.shape[1]).to(device)
        head(_tokens(tower, pixels[:1].to(device), grid).flatten(1))  # sizes the head
        order = torch.cat([torch.randperm(len(images)) for _ in range(-(-steps * batch_size // len(images)))])
    parameters = [*tower.parameters(), *head.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=lr, betas=(0.9, 0.95), weight_decay=0.05)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: min(1.0, 20 * (step + 1) / steps) * _cosine(step / steps))
    losses = []
    for step in tqdm(range(steps), desc="pretrain vision", unit="step", disable=not progress):
        rows = order[step * batch_size : (step + 1) * batch_size]
        wanted = targets[rows].to(device)
        known = ~wanted.isnan()
        loss = smooth_l1_loss(head(_tokens(tower, pixels[rows].to(device), grid).flatten(1))[known], wanted[known], beta=beta)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        losses.append(loss.item())
    if whiten:
        whitened(tower, pixels[:WHITENED].to(device), grid)
    return sum(losses[-(steps // 10 or 1) :]) / (steps // 10 or 1)


@torch.no_grad()
def whitened(tower, pixels: torch.Tensor, grid: torch.Tensor) -> None:
    """Change the tower's last layer so that its tokens have mean 0 and covariance near the identity on pictures `(N, patches, values)`.

    Of what a tower tells, the picture's broad colours vary a hundred times as much as a shape's kind; the language model then finds the one
    long before the other. Directions of less than a fiftieth of the mean variance are taken for noise and stay small.
    """
    tokens = _tokens(tower, pixels, grid).flatten(0, 1).double()
    spread, axes = torch.linalg.eigh(torch.cov(tokens.T))
    scale = axes @ torch.diag((spread + 0.02 * spread.mean()) ** -0.5) @ axes.T
    last = tower.merger.mlp[-1]
    last.weight.copy_(scale @ last.weight.double())
    last.bias.copy_(scale @ (last.bias.double() - tokens.mean(0)))


def _prepared(processor, images: Sequence[Image]) -> tuple[torch.Tensor, torch.Tensor]:
    """Patches `(N, patches, values)` of every picture as the model's own processor makes them, and the grid `(3,)` that they all share."""
    patches, grids = [], []
    for start in range(0, len(images), PREPARED):
        batch = processor.image_processor([to_pil(image) for image in images[start : start + PREPARED]], return_tensors="pt")
        grids.append(batch["image_grid_thw"])
        patches.append(batch["pixel_values"].unflatten(0, (len(grids[-1]), -1)))
    grids = torch.cat(grids)
    if not (grids == grids[0]).all():
        raise ValueError("images: expected pictures of one aspect ratio")
    return torch.cat(patches), grids[0]


def _tokens(tower, pixels: torch.Tensor, grid: torch.Tensor) -> torch.Tensor:
    """What the tower hands to the language model for each picture, `(B, tokens, width)`."""
    grids = grid.to(pixels.device).expand(len(pixels), -1)
    return tower(pixels.flatten(0, 1), grid_thw=grids).pooler_output.unflatten(0, (len(pixels), -1))


def _cosine(done: float) -> float:
    return 0.5 * (1 + math.cos(math.pi * done))
