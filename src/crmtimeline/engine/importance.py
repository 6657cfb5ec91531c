"""Importance: trials weighted by evidence, their common causes drawn where it points.

The common causes are drawn from a normal that is moved, round by round, towards what was seen. A
trial's weight says how likely it makes what was seen, times how much likelier the prior makes its
causes than that normal. How many trials the weights leave is the effective sample,
(sum w)^2 / sum w^2.

Source: Cappe et al. (2004), "Population Monte Carlo", for adapted proposals; Kong (1992) for the
effective sample.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from crmtimeline.engine.draws import Floats, Ranks, midpoints
from crmtimeline.engine.lengths import Shared

ROUNDS = 6
"""How often the proposal is moved, at most."""

GOOD_SHARE = 0.5
"""Share of effective trials from which moving the proposal gains little."""

WIDER = 1.2
"""What a proposal's variance is multiplied by: one too narrow misses what may happen."""

ENOUGH_TO_FIT = 200
"""Effective trials from which a proposal is fitted, at least."""

LEAST_POWER = 1e-6
RIDGE = 1e-6
"""Variance that a proposal keeps in every direction."""


@dataclass(frozen=True, eq=False, repr=False)
class Weighted:
    """Common causes, the weight of each trial, and how many trials the weights leave."""

    shared: Shared
    weights: Floats
    effective: float


@dataclass(frozen=True, eq=False, repr=False)
class _Proposal:
    """A normal from which common causes are drawn: its mean, and a lower root of covariance."""

    mean: Floats
    root: Floats

    def draw(self, base: Shared) -> Shared:
        """Return the base's standard normals, moved."""
        (first, _), (mixed, second) = self.root
        one, two = base
        return Shared(first * one + self.mean[0], mixed * one + second * two + self.mean[1])

    def log_ratio(self, base: Shared, moved: Shared) -> Floats:
        """Return the log of the prior's density over the proposal's."""
        squares = np.stack(base) ** 2 - np.stack(moved) ** 2
        ratio: Floats = squares.sum(axis=0) / 2 + np.log(np.diag(self.root)).sum()
        return ratio


def weighted(base: Shared, log_likelihood: Callable[[Shared], Floats]) -> Weighted | None:
    """Return trials weighted by how likely they make what was seen; None if none can have.

    `base` are the common causes as the prior draws them.
    """
    proposal = _Proposal(np.zeros(2), np.eye(2))
    best: Weighted | None = None
    for _ in range(ROUNDS):
        shared = proposal.draw(base)
        logs = log_likelihood(shared) + proposal.log_ratio(base, shared)
        if not np.isfinite(logs.max()):
            break
        weights = np.exp(logs - logs.max())
        found = Weighted(shared, weights, _effective(weights))
        if best is None or found.effective > best.effective:
            best = found
        if found.effective >= GOOD_SHARE * len(weights):
            break
        proposal = _fitted(np.stack(shared), logs)
    return best


def chosen(weights: Floats, count: int) -> Ranks:
    """Return the numbers of `count` trials, each as often as its weight says, spread evenly."""
    ends = np.cumsum(weights / weights.sum())
    return np.minimum(np.searchsorted(ends, midpoints(count)), len(weights) - 1)


def _fitted(points: Floats, logs: Floats) -> _Proposal:
    """Return the proposal with the weighted mean and covariance of the points.

    Where few trials hold all the weight, the weights are first made more alike.
    """
    power = 1.0
    weights = np.exp(logs - logs.max())
    while _effective(weights) < ENOUGH_TO_FIT and power > LEAST_POWER:
        power /= 2
        weights = np.exp(power * (logs - logs.max()))
    weights = weights / weights.sum()
    mean = (points * weights).sum(axis=1)
    centred = points - mean[:, None]
    covariance = np.stack([(weights * one * centred).sum(axis=1) for one in centred])
    root = np.linalg.cholesky(WIDER * covariance + RIDGE * np.eye(2))
    return _Proposal(mean, root.astype(np.float64))


def _effective(weights: Floats) -> float:
    return float(weights.sum() ** 2 / (weights * weights).sum())
