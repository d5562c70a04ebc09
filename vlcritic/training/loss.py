"""Cross-entropy that weighs prose, code and numbers differently, normalised by the sum of the weights.

The weights say what matters, not how fast to learn: multiplying all of them by a constant changes nothing.
Source of 0.2 and 5.0: the seed task's weighted loss, which divided by the token count instead. Weighing numbers: CAD-RL's precision tokens.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate

import torch
from torch.nn.functional import cross_entropy

FENCE = "```"
NUMBER = re.compile(r"(?<![\w.])-?(?:\d+\.?\d*|\.\d+)")  # a sign that touches its number belongs to it; the 3 of `vec3` is a name's


class TokenWeightedLoss:
    """Mean cross-entropy of the supervised tokens, weighted by what they write: Σ w·ce / Σ w.

    Prose is what stands before the first code fence; the fence and all after it is code, up to the end of the turn. A completion
    without a fence is all code. Tokens that write a part of a numeric literal in the code weigh `number`. The text decides, not the
    vocabulary, so any tokenizer will do; a token that spans two kinds has the later one's weight, and a number's before the code's.

    Called as `SFTTrainer`'s `compute_loss_func`, it sees one micro-batch: its weighted mean counts by the part of the step's supervised
    tokens that it holds. That equals Σ w·ce / Σ w over the whole step where micro-batches have equal mean weights;
    `TokenWeightedTrainer` is exact, and cheaper.

    Args:
        tokenizer: of the model; only `decode` is used.
        prose, code, number: weights, at least 0.
    """

    def __init__(self, tokenizer, *, prose: float = 0.2, code: float = 5.0, number: float = 5.0):
        if min(prose, code, number) < 0:
            raise ValueError(f"weights: expected numbers of at least 0, got prose={prose}, code={code}, number={number}")
        self.tokenizer = tokenizer
        self.prose, self.code, self.number = prose, code, number
        self._texts: dict[int, str] = {}

    def __call__(self, outputs, labels: torch.Tensor, num_items_in_batch=None) -> torch.Tensor:
        """Loss of one micro-batch; `num_items_in_batch` counts the supervised tokens of the whole step."""
        weights = self.weights(labels)
        mean = self.weighted_sum(outputs.logits, labels, weights) / weights.sum().clamp(min=1e-8)
        if num_items_in_batch is None:
            return mean
        return mean * (labels[:, 1:] != -100).sum() / num_items_in_batch

    def weights(self, labels: torch.Tensor) -> torch.Tensor:
        """Weight `(B, T)` of every label; 0 where it is masked (-100), and in the first place, which nothing predicts."""
        rows = torch.tensor([self._row(row) for row in labels.tolist()], dtype=torch.float32, device=labels.device)
        rows[:, 0] = 0
        return rows

    def weighted_sum(self, logits: torch.Tensor, labels: torch.Tensor, weights: torch.Tensor) -> torch.Tensor:
        """Σ w·ce over next-token predictions. `logits` `(B, K, V)` may be those of the last K positions only."""
        kept = logits.shape[1]
        targets, weights = labels[:, -kept:][:, 1:], weights[:, -kept:][:, 1:]
        is_supervised = targets != -100
        losses = cross_entropy(logits[:, :-1][is_supervised].float(), targets[is_supervised], reduction="none")
        return (losses * weights[is_supervised]).sum()

    def _row(self, labels: list[int]) -> list[float]:
        """Weights of one sequence, from the text that its supervised tokens write."""
        places = [place for place, label in enumerate(labels) if label != -100]
        texts = [self._text(labels[place]) for place in places]
        ends = list(accumulate(map(len, texts)))
        weights = [0.0] * len(labels)
        for place, weight in zip(places, self._of_tokens("".join(texts), ends), strict=True):
            weights[place] = weight
        return weights

    def _of_tokens(self, text: str, ends: list[int]) -> list[float]:
        """Weight of every token of a text, from where the tokens end."""
        fence = max(text.find(FENCE), 0)
        first_of_code = bisect_right(ends, fence)
        weights = [self.prose] * first_of_code + [self.code] * (len(ends) - first_of_code)
        for number in NUMBER.finditer(text, fence):
            for token in range(bisect_right(ends, number.start()), bisect_right(ends, number.end() - 1) + 1):
                weights[token] = self.number
        return weights

    def _text(self, token: int) -> str:
        """What one token writes; part of a character is written as a replacement mark, which no class turns on."""
        if token not in self._texts:
            self._texts[token] = self.tokenizer.decode([token])
        return self._texts[token]
