"""Metropolis-adjusted Langevin moves: a random walk that leans downhill, folded at the bounds, with the exact ratio of Hastings.

At x a chain proposes y = fold(x + drift(x) + w ξ), ξ standard normal, with drift = −w² ∇E / (2 T) and a width w for each number: a
diagonal preconditioner. The fold sends a number beyond a wall back by as much. Folding is exact here, not an approximation: y is
reached from every mirror image of itself, so its density is the sum of the Gaussian over those images, number by number,

    q(y | x) = Π Σₖ [φ((y − m + 2 k s) / w) + φ((y + m − 2 low + 2 k s) / w)] / w,   m = fold(x + drift(x)), s = high − low.

(m may be folded first, because the Gaussian and the set of images are symmetric.) With w ≤ s / 2 the images beyond |k| ≤ 2 are more
than 10 widths away and weigh less than a rounding error. The drift of a number is cut at ± s, so a cliff does not throw a chain out of
floating point; it stays a function of x alone and the ratio exact.

Source: Besag 1994, comment on Grenander & Miller; Roberts & Tweedie 1996, "Exponential convergence of Langevin distributions and their
discrete approximations", also for the cut drift (MALTA).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vlcritic.search.adaptation import LANGEVIN, adapted
from vlcritic.search.metropolis import EnergyWithGradient, Kernel, Rngs, State
from vlcritic.search.random_walk import reflect

IMAGES = np.arange(-2, 3)  # see above


@dataclass(frozen=True)
class MALA(Kernel):
    """Exact Metropolis–Hastings along the gradient, for exp(−energy / temperature) on the box.

    A position whose energy or gradient is not finite is refused. A chain that starts on one walks without drift until it is off.

    Attributes:
        energy: gives gradients, else a step raises `TypeError`.
        low, high: bounds `(P,)`, finite.
        scale: width of each number `(P,)`, times a factor for each chain that the state carries; no wider than half the range.
        is_adaptive: whether the factor adapts until 0.574 of the moves are accepted (`adaptation`); `False` keeps it.
    """

    energy: EnergyWithGradient
    low: np.ndarray
    high: np.ndarray
    scale: np.ndarray
    is_adaptive: bool = True

    def memory(self, chains: int) -> dict[str, np.ndarray]:
        """Log factors and numbers of proposals, `(C,)` each."""
        return {"mala/log_scale": np.zeros(chains), "mala/count": np.zeros(chains)}

    def propose(self, rngs: Rngs, state: State, temperature: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, None]:
        """A leaning Gaussian of every chain."""
        width = self._width(state, size)
        noise = np.stack([rng.standard_normal(len(self.scale)) for rng in rngs])
        return reflect(self._mean(state, width, temperature) + width * noise, self.low, self.high), None

    def log_ratio(self, state: State, proposed: State, temperature: np.ndarray, size: np.ndarray) -> np.ndarray:
        """log q(x | y) − log q(y | x); both by the width of this step."""
        width = self._width(state, size)
        there = self._log_density(proposed.position, self._mean(state, width, temperature), width)
        return self._log_density(state.position, self._mean(proposed, width, temperature), width) - there

    def learn(self, state: State, choice: None, probability: np.ndarray) -> dict[str, np.ndarray]:
        """The factor of every chain, one update on; a chain that stands nowhere possible learns nothing."""
        if not self.is_adaptive:
            return state.memory
        log_scale, count, is_told = state.memory["mala/log_scale"], state.memory["mala/count"], np.isfinite(state.score.energy)
        moved = np.where(is_told, adapted(log_scale, count, probability, LANGEVIN), log_scale)
        return state.memory | {"mala/log_scale": moved, "mala/count": count + is_told}

    def _width(self, state: State, size: np.ndarray) -> np.ndarray:
        """Standard deviations `(C, P)`."""
        factor = size * np.exp(state.memory["mala/log_scale"])
        return np.minimum(factor[:, None] * self.scale, (self.high - self.low) / 2)

    def _mean(self, state: State, width: np.ndarray, temperature: np.ndarray) -> np.ndarray:
        """Where the Gaussians stand before the noise, folded into the box, `(C, P)`."""
        if state.gradient is None:
            raise TypeError("MALA: the energy gave no gradient; expected (Score, gradient (C, P)); use RandomWalk without one")
        span = self.high - self.low
        with np.errstate(over="ignore"):
            drift = np.clip(-0.5 * width**2 * state.gradient / temperature[:, None], -span, span)
        return reflect(state.position + drift, self.low, self.high)

    def _log_density(self, position: np.ndarray, mean: np.ndarray, width: np.ndarray) -> np.ndarray:
        """Log q of positions, `(C,)`, less the log widths, which are the same both ways; numbers that cannot move leave it out."""
        free = self.low < self.high
        low, period = self.low[free], 2 * (self.high - self.low)[free]
        position, mean, width = (values[:, free, None] for values in (position, mean, width))
        shifts = period[:, None] * IMAGES
        distances = np.concatenate([position - mean + shifts, position + mean - 2 * low[:, None] + shifts], axis=2)
        return np.logaddexp.reduce(-0.5 * (distances / width) ** 2, axis=2).sum(axis=1)
