"""Work plan: the tasks, links and days off that a project office puts into its own tool."""

import datetime
from dataclasses import dataclass

from crmtimeline.model.dated import DaysOffShown
from crmtimeline.model.strict import LinkKind, Result


@dataclass(frozen=True, eq=False, repr=False)
class PlanLink(Result):
    """What a task waits for."""

    source: str
    """The task that comes before."""
    kind: LinkKind
    """Which of its ends holds which end of this one: FS is its finish and this one's start."""
    lag_days: int
    """Working days between the two, a share of its length included; below 0 they overlap."""


@dataclass(frozen=True, eq=False, repr=False)
class PlanTask(Result):
    """A phase as a task in whole working days, or a milestone after one."""

    id: str
    days: int
    """The P50 of its length, rounded up; 0 for a gate, and for what most trials lack."""
    links: tuple[PlanLink, ...]
    start: datetime.date
    """The first day worked."""
    finish: datetime.date
    """The last day worked; where it has no length, the start."""
    opens_day: bool
    """Whether it begins in the morning of its start: not so for a gate at the end of that day."""
    total_float_days: int | None
    """How far it can slip without moving the end; null where it is done, and for milestones."""
    critical: bool
    """Whether it has no float."""
    not_before: datetime.date | None
    """Its start, where a freeze or what has happened holds it back and its links do not."""
    deadline: datetime.date | None
    """The last day worked in four of five trials (P80); null where the plan ends no sooner."""
    worked_days: int
    """Days worked so far."""
    actual_start: datetime.date | None
    actual_finish: datetime.date | None


@dataclass(frozen=True, eq=False, repr=False)
class WorkPlan(Result):
    """Every phase at its P50 length, scheduled by the critical path method in whole days.

    It is one course that the project can take, and ends sooner than the P50 of the whole where
    paths meet: the latest of several is mostly later than any.
    """

    tasks: tuple[PlanTask, ...]
    """Phases in scope, in the pack's order."""
    milestones: tuple[PlanTask, ...]
    """What comes after them, and moves neither the end nor the critical path."""
    finish: datetime.date
    """The last day worked of the last task."""
    deadline: datetime.date | None
    """The P80 of the whole; null where the plan ends no sooner."""
    weekend: tuple[int, ...]
    """Days of the week that are not worked, from Monday = 0."""
    days_off: tuple[DaysOffShown, ...]
    """Holidays and closures up to P95 of the whole or the last date of the plan; none overlap."""
    worked_weekends: tuple[datetime.date, ...]
    """Days of weekends that are worked, up to the same day."""
