"""Batch: what is said of each of many projects, and of all of them together."""

from dataclasses import dataclass

from crmtimeline.model.estimate import Total
from crmtimeline.model.strict import Result


@dataclass(frozen=True, eq=False, repr=False)
class Whole:
    """An estimate without its phases: the whole, what is critical, and what is not known.

    `critical` are the ids of the phases that have no float in most trials, `unknown` the inputs
    that were assumed; `widest` is that of them which explains most of the spread by itself, None
    where none does.
    """

    total: Total
    critical: tuple[str, ...]
    unknown: frozenset[str]
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


@dataclass(frozen=True, eq=False, repr=False)
class ErrorRows(Result):
    """How many rows fail by an error."""

    code: str
    rows: int


@dataclass(frozen=True, eq=False, repr=False)
class Tenths(Result):
    """Weeks that one, five and nine of ten rows do not exceed."""

    one: int
    five: int
    nine: int


@dataclass(frozen=True, eq=False, repr=False)
class PackRows(Result):
    """The rows of one pack, and the whole weeks that their P50 and P80 come to."""

    pack: str
    rows: int
    p50: Tenths
    p80: Tenths


@dataclass(frozen=True, eq=False, repr=False)
class UnknownRows(Result):
    """An unknown input: in how many rows it widens the range most, and in how many it is one."""

    input: str
    title: str
    widest: int
    unknown: int


@dataclass(frozen=True, eq=False, repr=False)
class BatchSummary(Result):
    """What all rows of a batch say together; `first` are the first of the errors."""

    rows: int
    failed: int
    errors: tuple[ErrorRows, ...]
    first: tuple[RowError, ...]
    packs: tuple[PackRows, ...]
    unknowns: tuple[UnknownRows, ...]
