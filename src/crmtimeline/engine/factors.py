"""Factors: what a modifier, or a table of ranges by level, makes of an input's values.

Shapes: k values give three arrays of k natural logs, for low, likely and high. The same code serves
one value (k = 1) and all distinct values of an unknown input.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import exp
from typing import Any

import numpy as np

from crmtimeline.engine.distributions import Z90, quantiles
from crmtimeline.engine.draws import Floats
from crmtimeline.model.pack import FactorTriple, Modifier, WeeksBy
from crmtimeline.model.plan import Draw, Term, Triple
from crmtimeline.model.strict import Value

Logs = tuple[Floats, Floats, Floats]
Curve = tuple[tuple[float, float], ...]


@lru_cache(maxsize=4096)
def factor_at(modifier: Modifier, value: Value, strength: float) -> Triple:
    """Return the modifier's factors on low, likely and high at one value."""
    low, likely, high = (
        exp(strength * float(log[0])) for log in _modifier_logs(modifier, (value,))
    )
    return low, likely, high


@lru_cache(maxsize=256)
def modifier_term(modifier: Modifier, strength: float, draw: Draw) -> Term:
    """Return what a modifier adds to log weeks where its input is unknown."""
    if modifier.curve is not None and isinstance(draw.values, np.ndarray):
        return _term(draw, _along_quantiles(_curve(modifier), draw.table), strength)
    return _term(draw, _modifier_logs(modifier, draw.values), strength)


@lru_cache(maxsize=64)
def weeks_term(weeks_by: WeeksBy, draw: Draw) -> Term:
    """Return the log weeks of a table of ranges whose input is unknown; -inf for 0 weeks."""
    with np.errstate(divide="ignore"):
        low, likely, high = np.log(
            np.array([weeks_by.levels[each].triple for each in draw.values]).T
        )
    return _term(draw, (low, likely, high), 1.0)


def _term(draw: Draw, logs: Logs, strength: float) -> Term:
    low, likely, high = logs
    return Term(
        draw,
        likely if strength == 1 else strength * likely,
        _slope(low, likely, strength),
        _slope(likely, high, strength),
    )


def _slope(inner: Floats, outer: Floats, strength: float) -> Floats | None:
    """Return the log weeks per z between two ends of a range, or None where they are one."""
    if inner is outer or np.array_equal(inner, outer):
        return None
    zero = np.isneginf(outer)
    difference = np.where(zero, 0.0, outer) - np.where(zero, 0.0, inner)
    return difference * (strength / Z90)


def _modifier_logs(modifier: Modifier, values: Sequence[Any] | Floats) -> Logs:
    if modifier.levels is None:
        return _along(_curve(modifier), np.asarray(values, dtype=np.float64))
    low, likely, high = np.log(np.array([_triple(modifier.levels[value]) for value in values]).T)
    return low, likely, high


def _triple(factor: float | FactorTriple) -> Triple:
    if isinstance(factor, FactorTriple):
        return factor.low, factor.likely, factor.high
    return factor, factor, factor


def _curve(modifier: Modifier) -> Curve:
    return tuple(sorted((modifier.curve or {}).items()))


@lru_cache(maxsize=64)
def _along_quantiles(curve: Curve, table: tuple[Any, int]) -> Logs:
    return _along(curve, np.asarray(quantiles(*table).values))


def _along(curve: Curve, values: Floats) -> Logs:
    """Interpolate linearly in the logarithms of value and factor; flat beyond the ends."""
    at, factors = np.log(np.array(curve)).T
    logs = np.interp(np.log(np.maximum(values, curve[0][0])), at, factors)
    return logs, logs, logs
