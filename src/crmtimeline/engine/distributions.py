"""Distributions of what is unknown: a usual value, and quantiles to draw from.

Shapes: a distribution's quantiles over n midpoints are `Quantiles`: a table of values and, for each
rank 0..n-1, an index into it. Discrete values make a short table, a range makes one of n values.
"""

from functools import lru_cache
from math import log, sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crmtimeline.engine.draws import Floats, Ranks, midpoints, normal_midpoints
from crmtimeline.model.inputs import MOST, Bounds, Input, Usual
from crmtimeline.model.strict import Value

Z90 = 1.2815515655446004
"""The standard normal quantile of 0.9."""

EVEN = 1e-12
"""Shares that add up to a half but for rounding count as a half."""


class Discrete(NamedTuple):
    """Values in their order, easiest first, each with the share up to and including it."""

    values: tuple[Value, ...]
    cumulative: tuple[float, ...]


class Lognormal(NamedTuple):
    """A number between bounds, with its P10 and P90 before the bounds are applied."""

    low: float
    high: float
    least: float
    most: float


Distribution = Discrete | Lognormal


class Quantiles(NamedTuple):
    """Distinct values, and for each distribution the position of its value at each rank."""

    values: tuple[Value, ...] | Floats
    positions: Ranks


def distribution_of(usual: Usual, declared: Input) -> Distribution:
    """Return what an unknown input is drawn from; an assumed value alone is a constant."""
    if usual.range is not None:
        bounds = declared.number or Bounds()
        least, most = bounds.min, bounds.max
        return Lognormal(
            usual.range.low,
            usual.range.high,
            -MOST if least is None else least,
            MOST if most is None else most,
        )
    weights = usual.weights or ({} if usual.assume is None else {usual.assume: 1.0})
    levels = declared.level_values
    order = sorted(weights) if levels is None else [value for value in levels if value in weights]
    total = 0.0
    cumulative = tuple(total := total + weights[value] for value in order)
    return Discrete(tuple(order), cumulative)


@lru_cache(maxsize=256)
def usual_value(usual: Usual, declared: Input) -> Value:
    """Return the value that is assumed: the one stated, else the (weighted) median."""
    if usual.assume is not None:
        return usual.assume
    distribution = distribution_of(usual, declared)
    if isinstance(distribution, Lognormal):
        return sqrt(distribution.low * distribution.high)
    half = (
        value
        for value, share in zip(*distribution, strict=True)
        if share >= 0.5 - EVEN  # the median by definition
    )
    return next(half)


@lru_cache(maxsize=256)
def quantiles(distributions: tuple[Distribution, ...], trials: int) -> Quantiles:
    """Return the quantiles of several distributions (one per preset), one after the other."""
    if all(isinstance(each, Discrete) for each in distributions):
        return _discrete(distributions, trials)  # type: ignore[arg-type]
    values = np.concatenate([_values(each, trials) for each in distributions])
    return Quantiles(values, np.arange(len(values)))


def _discrete(distributions: tuple[Discrete, ...], trials: int) -> Quantiles:
    values = tuple(dict.fromkeys(value for each in distributions for value in each.values))
    columns = [
        np.array([values.index(value) for value in each.values]).take(_steps(each, trials))
        for each in distributions
    ]
    return Quantiles(values, np.concatenate(columns))


def _steps(distribution: Discrete, trials: int) -> NDArray[np.intp]:
    """Return for each rank which of the values it falls on."""
    ends = np.array(distribution.cumulative)
    return np.minimum(np.searchsorted(ends, midpoints(trials)), len(ends) - 1)


def _values(distribution: Distribution, trials: int) -> Floats:
    if isinstance(distribution, Discrete):
        numbers = np.array([float(value) for value in distribution.values])
        return numbers.take(_steps(distribution, trials))
    low, high = log(distribution.low), log(distribution.high)
    spread = (high - low) / (2 * Z90)
    drawn = np.exp((low + high) / 2 + spread * normal_midpoints(trials))
    return np.clip(drawn, distribution.least, distribution.most)
