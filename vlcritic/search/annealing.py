"""Temperature and step size over a run.

A schedule changes the law or the move from step to step. At any one temperature and step size a step is exact Metropolis–Hastings; a
run under a schedule is not a sampler any more but an optimiser. To sample, call the kernel with a temperature and a size that stay.

Source: Kirkpatrick, Gelatt & Vecchi 1983, "Optimization by Simulated Annealing".
"""

from __future__ import annotations


def geometric(share: float, first: float, last: float) -> float:
    """The value at a share in [0, 1] of the way from `first` to `last`, by equal ratios."""
    if not (first > 0 and last > 0 and 0 <= share <= 1):
        raise ValueError(f"expected first and last above 0 and share in [0, 1], got {first}, {last} and {share}")
    return first * (last / first) ** share
