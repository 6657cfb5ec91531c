"""Dated: what an estimate says about the calendar, a deadline, and what has happened so far."""

import datetime
from dataclasses import dataclass, field
from typing import Literal

from crmtimeline.model.figures import Dates, Spread, TotalDates, TotalSpread
from crmtimeline.model.strict import Result, Value

Status = Literal["done", "running", "to_come"]


@dataclass(frozen=True, eq=False, repr=False)
class DaysOffShown(Result):
    """Days in a row that are not worked, within the span of the estimate."""

    first: datetime.date
    last: datetime.date
    title: str | None
    kind: Literal["holiday", "closure"]


@dataclass(frozen=True, eq=False, repr=False)
class FreezeShown(Result):
    """Days in a row inside which some phases may not start."""

    first: datetime.date
    last: datetime.date
    title: str | None
    phases: tuple[str, ...]


@dataclass(frozen=True, eq=False, repr=False)
class CalendarShown(Result):
    """The working calendar behind the dates."""

    id: str | None
    """The calendar's id; null for Monday to Friday without holidays."""
    title: str | None
    version: str | None
    digest: str | None
    """SHA-256 of its content."""
    start: datetime.date
    """The first day worked: the start, or the next working day."""
    projected_years: tuple[int, ...]
    """Years of the estimate without a decree, projected: dates there may move by 1-3 days."""
    uncovered_years: tuple[int, ...]
    """Years of the estimate that the calendar does not know: weekends only."""
    week_starts: tuple[datetime.date, ...]
    """The first day of each week of work, up to P95 of the whole; five working days are a week."""
    days_off: tuple[DaysOffShown, ...]
    """Holidays and closures, up to P95 of the whole."""
    worked_weekends: tuple[datetime.date, ...]
    """Weekend days that are worked, up to P95 of the whole."""
    freezes: tuple[FreezeShown, ...]
    """When phases may not start, up to P95 of the whole."""


@dataclass(frozen=True, eq=False, repr=False)
class Gap(Result):
    """Weeks of work between two ends, at percentiles of the whole."""

    p50: float
    p80: float
    p90: float


@dataclass(frozen=True, eq=False, repr=False)
class LatestStart(Result):
    """The last working day to start on that meets a deadline; null beyond a hundred years."""

    p50: datetime.date | None
    p80: datetime.date | None
    p90: datetime.date | None


@dataclass(frozen=True, eq=False, repr=False)
class Possible(Result):
    """Whether the latest start is still to come."""

    p50: bool
    p80: bool
    p90: bool


@dataclass(frozen=True, eq=False, repr=False)
class DeadlineShown(Result):
    """Whether a deadline holds."""

    date: datetime.date
    weeks: float = field(default=0.0, kw_only=True)
    """The weeks of work that there are up to it; 0 where none are."""
    probability: float
    """Share of trials that meet it, rounded down."""
    missing_weeks: Gap
    """Weeks missing at percentiles of the whole, 0 where it is met."""
    latest_start: LatestStart | None
    """The latest start that meets it; null for a project that has begun."""
    possible: Possible | None
    """Whether that start is not past; null where no day is known to judge by."""
    today: datetime.date | None
    """The day it was judged by, where a start is past."""


@dataclass(frozen=True, eq=False, repr=False)
class PhaseProgressShown(Result):
    """How one phase stands, and what was planned for it."""

    id: str
    status: Status
    started: datetime.date | None
    finished: datetime.date | None
    spent_weeks: float
    """Weeks of work so far."""
    plan_duration: Spread
    """What was planned: its length before anything had happened, in weeks."""
    plan_start_date: Dates
    plan_finish_date: Dates


@dataclass(frozen=True, eq=False, repr=False)
class Learned(Result):
    """What the project so far says about one unknown input."""

    input: str
    title: str
    value: Value | None
    """The value that has become likelier; null where the input is a range of numbers."""
    shown: Value | None
    """What a person reads for it."""
    before: float
    """Its share (0-1) before anything had happened; of a range, the median."""
    after: float
    """The same now."""


@dataclass(frozen=True, eq=False, repr=False)
class ProgressShown(Result):
    """What has happened, against the plan: the estimate as it was before the start."""

    as_of: datetime.date
    trials: int
    """Trials drawn to learn from what has happened."""
    effective_trials: int
    """How many of them count, by their weights."""
    rough: bool
    """Whether these are too few for percentiles that hold."""
    finished: bool
    """Whether every phase is done."""
    pace: float | None
    """Weeks that finished phases took over the P50 of their plan; null where none is finished."""
    plan_weeks: TotalSpread
    """The whole as planned, in weeks."""
    plan_finish_date: TotalDates
    later_weeks: Gap
    """Weeks of work by which the forecast ends later than the plan; below 0 it ends earlier."""
    phases: tuple[PhaseProgressShown, ...]
    learned: tuple[Learned, ...]
    """Unknown inputs of which the project so far says something, most first."""
