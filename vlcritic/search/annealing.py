"""Temperature and step size over a run.

Both schedules change the law or the move from step to step. At any one temperature and step size a step is exact Metropolis–Hastings; a run under a
schedule is not a sampler any more but an optimiser (Kirkpatrick, Gelatt & Vecchi 1983, "Optimization by Simulated Annealing"). Adapting the step size to the
chain's own past breaks invariance too: use it for burn-in or for optimisation, and freeze it before samples are kept.
"""

from __future__ import annotations

from math import exp


def geometric(step: int, steps: int, first: float, last: float) -> float:
    """Value at `step` of 0 … steps − 1, going from `first` to `last` by equal ratios."""
    if first <= 0 or last <= 0:
        raise ValueError(f"first, last: expected numbers above 0, got {first} and {last}")
    return first * (last / first) ** (step / max(1, steps - 1))


def adapt(size: float, probability: float, *, step: int, wanted: float = 0.25, gain: float = 0.5) -> float:
    """The step size moved so that the mean acceptance probability goes to `wanted`, by less at every step.

    Source: Robbins & Monro 1951; Andrieu & Thoms 2008, "A tutorial on adaptive MCMC", eq. 20, with gain / (step + 1)^0.6. 0.25 lies between the optimal
    rates of many dimensions (0.234) and of one (0.44): Roberts, Gelman & Gilks 1997.
    """
    return size * exp(gain / (step + 1) ** 0.6 * (probability - wanted))
