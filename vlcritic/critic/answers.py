"""Which tokens say yes, and which say no.

A tokenizer has several tokens for one word: `Yes`, ` yes`, `YES`, with a blank before it or none. A model may put its answer's mass on
any of them, so the log-odds sum over all.

Source: VLM3D (arXiv:2511.14271) subtracts the logits of "Yes" and "No" alone; all surface forms are summed here.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch

YES, NO = ("yes",), ("no",)


def token_ids(tokenizer, words: Sequence[str]) -> list[int]:
    """Ids of all single tokens that read as one of the words but for case and blanks around, in rising order.

    Raises:
        ValueError: the tokenizer has no such token.
    """
    wanted = {word.casefold() for word in words}
    near = [index for token, index in tokenizer.get_vocab().items() if _may_be(token, wanted)]
    found = sorted(index for index in near if tokenizer.decode([index]).strip().casefold() in wanted)
    if not found:
        raise ValueError(f"tokenizer: expected a token for {' or '.join(map(repr, words))}, found none; ask with other answers")
    return found


def _may_be(token: str, words: set[str]) -> bool:
    """Whether a token of the vocabulary is worth decoding: bytes beyond ASCII stand there in another alphabet."""
    return any(not word.isascii() or word in token.casefold() for word in words)


def log_odds(logits: torch.Tensor, yes: Sequence[int], no: Sequence[int]) -> torch.Tensor:
    """`log Σ exp(logits[yes]) − log Σ exp(logits[no])` of logits `(B, V)`: `(B,)`, in float32 at least."""
    logits = logits if logits.dtype == torch.float64 else logits.float()
    return logits[:, yes].logsumexp(-1) - logits[:, no].logsumexp(-1)
