"""Figures: ranges, percentiles, quotes and dates, as every result holds them."""

from dataclasses import dataclass
from datetime import date

from crmtimeline.model.strict import Result


@dataclass(frozen=True, eq=False, repr=False)
class Range(Result):
    """A range by the rules: P10, P50 and P90 at the usual values, in weeks (or factors on them)."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, eq=False, repr=False)
class AtShares(Result):
    """Weeks at P50 and at P80."""

    p50: float
    p80: float


@dataclass(frozen=True, eq=False, repr=False)
class Spread(Result):
    """Percentiles of the simulation."""

    p10: float
    p50: float
    p80: float
    p90: float


@dataclass(frozen=True, eq=False, repr=False)
class TotalSpread(Spread):
    """Percentiles of the whole."""

    p95: float


@dataclass(frozen=True, eq=False, repr=False)
class Quote(Result):
    """Whole weeks, rounded up, that can be said to a customer."""

    p50: int
    p80: int
    p90: int


@dataclass(frozen=True, eq=False, repr=False)
class Dates(Result):
    """Percentiles of the simulation as dates."""

    p10: date
    p50: date
    p80: date
    p90: date


@dataclass(frozen=True, eq=False, repr=False)
class TotalDates(Dates):
    """Percentiles of the whole as dates."""

    p95: date
