"""Step sizes that find themselves: a stochastic approximation of Robbins and Monro that vanishes.

After each proposal the logarithm of its scale goes up where acceptance was likelier than wanted and down where it was not, by a gain
that falls with the number of proposals made. The gains sum to infinity, so any scale is reached; they fall to 0, so the kernel changes
less and less, and the scales stay within bounds: the law of the chain converges to the one that each single kernel leaves alone. At
any finite step it is near that law, not exact; freeze the scales (`is_adaptive=False`) for steps that must be.

Source: Robbins & Monro 1951, "A Stochastic Approximation Method"; Andrieu & Thoms 2008, "A tutorial on adaptive MCMC", scaling of
single components by the acceptance probability; Roberts & Rosenthal 2009, "Examples of Adaptive MCMC", for vanishing adaptation. Wanted
acceptance: 0.44 of one number and 0.234 of many, Roberts & Rosenthal 2001, "Optimal scaling for various Metropolis–Hastings algorithms";
0.574 of Langevin moves, Roberts & Rosenthal 1998, "Optimal scaling of discrete approximations to Langevin diffusions".
"""

from __future__ import annotations

import math

import numpy as np

ONE, MANY, LANGEVIN = 0.44, 0.234, 0.574  # wanted acceptance of moves of one number, of several, and along the gradient
DECAY = 0.6  # gains (1 + n)^−0.6: between 1/2, where their squares cease to sum, and 1, where they reach any scale only slowly
FURTHEST = math.log(1000.0)  # a scale stays within a factor of 1,000 of where it began


def gain(count: np.ndarray) -> np.ndarray:
    """How far the next update goes after `count` of them."""
    return (1.0 + count) ** -DECAY


def adapted(log_scale: np.ndarray, count: np.ndarray, probability: np.ndarray, wanted: float | np.ndarray) -> np.ndarray:
    """Log scales after one more proposal each, which was accepted with `probability`."""
    return np.clip(log_scale + gain(count) * (probability - wanted), -FURTHEST, FURTHEST)
