"""Numbers with their uncertainty: 95 % intervals of means, medians, proportions and paired differences.

Source: Efron & Tibshirani 1993, "An Introduction to the Bootstrap", chapters 13 (percentile) and 14 (BCa, eq. 14.9 to 14.15); Wilson
1927, "Probable Inference, the Law of Succession, and Statistical Inference".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import NormalDist

import numpy as np

RESAMPLES = 2000
LEVEL = 0.95

Statistic = Callable[..., np.ndarray]  # takes `axis`, as numpy's do


@dataclass(frozen=True)
class Interval:
    """An estimate, its 95 % interval and the number of values; all `None` but n where there are no values."""

    value: float | None
    low: float | None
    high: float | None
    n: int

    def as_dict(self) -> dict:
        """The interval as JSON."""
        return asdict(self)


def bootstrap(values: Sequence[float | None], *, statistic: Statistic = np.mean, seed: int = 0) -> Interval:
    """BCa bootstrap interval of a statistic (`np.mean`, `np.median`); `None` among the values is left out.

    Values that are all equal give an interval of width 0: use `proportion` where that would claim too much.
    """
    kept = _present(values)
    if not len(kept):
        return Interval(None, None, None, 0)
    estimate = float(statistic(kept, axis=0))
    draws = np.sort(_resampled(kept, statistic, np.random.default_rng(seed)))
    low, high = np.quantile(draws, _bca_levels(kept, statistic, estimate, draws))
    return Interval(estimate, float(low), float(high), len(kept))


def proportion(flags: Sequence[float | bool | None]) -> Interval:
    """Wilson interval of a share; 100 of 100 gives [0.963, 1], where any bootstrap gives [1, 1]. `None` is left out."""
    kept = _present(flags)
    n = len(kept)
    if not n:
        return Interval(None, None, None, 0)
    z = NormalDist().inv_cdf(0.5 + LEVEL / 2)
    share = float(kept.mean())
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    return Interval(share, max(0.0, centre - half), min(1.0, centre + half), n)


def paired_difference(
    first: Sequence[float | None], second: Sequence[float | None], *, statistic: Statistic = np.mean, seed: int = 0
) -> Interval:
    """Interval of the statistic of `second − first`, case by case; a case that either side lacks is left out.

    Two systems that saw the same scenes share what makes a scene hard; the difference of each scene is free of it.

    Raises:
        ValueError: the two have different lengths, so they are not paired.
    """
    if len(first) != len(second):
        raise ValueError(f"second: expected {len(first)} values, one for each of the first, got {len(second)}")
    return bootstrap(
        [None if a is None or b is None else b - a for a, b in zip(first, second, strict=True)], statistic=statistic, seed=seed
    )


def _present(values: Sequence[float | None]) -> np.ndarray:
    return np.array([value for value in values if value is not None], dtype=np.float64)


def _resampled(values: np.ndarray, statistic: Statistic, rng: np.random.Generator) -> np.ndarray:
    """The statistic of `RESAMPLES` samples drawn with replacement, in chunks that stay below some 10 MB."""
    chunk = max(1, 1_000_000 // len(values))
    counts = [min(chunk, RESAMPLES - start) for start in range(0, RESAMPLES, chunk)]
    return np.concatenate([statistic(values[rng.integers(0, len(values), (count, len(values)))], axis=1) for count in counts])


def _bca_levels(values: np.ndarray, statistic: Statistic, estimate: float, draws: np.ndarray) -> list[float]:
    """Quantiles of the draws that bound the interval, corrected for bias and skewness."""
    normal = NormalDist()
    below = (np.mean(draws < estimate) + np.mean(draws <= estimate)) / 2  # draws of a median repeat: ties count half
    if not 0 < below < 1:
        return [0.5 - LEVEL / 2, 0.5 + LEVEL / 2]
    bias, skew = normal.inv_cdf(float(below)), _acceleration(values, statistic)

    def corrected(level: float) -> float:
        z = bias + normal.inv_cdf(level)
        return normal.cdf(bias + z / (1 - skew * z))

    return [corrected(0.5 - LEVEL / 2), corrected(0.5 + LEVEL / 2)]


def _acceleration(values: np.ndarray, statistic: Statistic) -> float:
    """A sixth of the skewness of the jackknife; closed for the mean, 0 for others: a median's is not smooth."""
    if statistic is not np.mean:
        return 0.0
    centred = values - values.mean()
    spread = float((centred**2).sum())
    return float((centred**3).sum()) / (6 * spread**1.5) if spread > 0 else 0.0
