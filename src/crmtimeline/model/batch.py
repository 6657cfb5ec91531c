"""Batch: what is said of each of many projects, and of all of them together."""

from dataclasses import dataclass

from crmtimeline.model.estimate import Total

from crmtimeline.model.strict import Result


@dataclass(frozen=True, eq=False, repr=False)
class Whole:
    """An estimate without its phases: the whole, what is critical, and what to ask first.

    `critical` are the ids of the phases that have no float in most trials, `widest` is the unknown
    input that explains most of the spread by itself, None where none does.
    """

    total: Total
    critical: tuple[str, ...]
    widest: str | None


@dataclass(frozen=True, eq=False, repr=False)
class RowError(Result):
    """Why a row has no estimate."""

    code: str
    """The code that the documentation explains, such as P104."""
    place: str
    """Where it is written: `deals.csv:9:company.employees`."""
    message: str
    """What is wrong, and what may help."""
    others: tuple[str, ...]
    """What else is wrong in the row, each with place and code."""


@dataclass(frozen=True, eq=False, repr=False)
class BatchRow(Result):
    """One line of `crmtimeline batch`: the estimate of one profile, or why there is none.

    Columns that are asked for follow `critical`, by their own names.
    """

    row: int
    """The number of the profile, from 1 on."""
    place: str
    """Where the profile is written: a file, or `deals.csv:9`."""
    name: str | None
    """The customer or project."""
    p10: float | None
    """Simulated percentiles of the whole, in weeks; null where there is an error."""
    p50: float | None
    p80: float | None
    p90: float | None
    p95: float | None
    critical: tuple[str, ...]
    """The ids of the phases that are critical in most trials."""
    error: RowError | None
    """Why there is no estimate; null where there is one."""
