"""Dating: from weeks to dates under a calendar, closures and freezes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from crmtimeline.engine.constraints import Constraint
from crmtimeline.engine.network import Held
from crmtimeline.engine.windows import Covered, Runs, any_covered, covered, runs
from crmtimeline.engine.workdays import DAYS_PER_WEEK, WorkDays, work_days
from crmtimeline.model.calendar import WEEKDAYS_ONLY, Calendar
from crmtimeline.model.days import Window
from crmtimeline.model.figures import Dates, TotalDates
from crmtimeline.model.plan import Activity, Actual

Frozen = tuple[Window, tuple[str, ...]]
"""A freeze, and the ids of the phases that it holds back."""


@dataclass(frozen=True, eq=False, repr=False)
class Dating:
    """The calendar of one project, its working days, closures, and freezes with their phases.

    `frozen` says for each phase that freezes hold back on which working days it may not start.
    """

    calendar: Calendar
    start: date
    days: WorkDays
    closures: tuple[Window, ...]
    freezes: tuple[Frozen, ...]
    frozen: Mapping[str, Covered]

    def held(
        self,
        activities: Sequence[Activity],
        actuals: Mapping[int, Actual] | None = None,
        as_of: date | None = None,
    ) -> Held:
        """Return what holds activities: freezes, what has happened, and now for what is to come."""
        now = self.days.through(as_of) / DAYS_PER_WEEK if as_of else 0.0
        begun = actuals or {}
        constraints = {}
        for at, activity in enumerate(activities):
            if at in begun:
                continue
            earliest = 0.0 if activity.is_gate else now
            if activity.id in self.frozen:
                frozen = self.frozen[activity.id]
                constraints[at] = _thawing(frozen, self.days.origin, earliest)
            elif earliest:
                constraints[at] = Constraint(earliest)
        return Held(constraints, begun, now)

    @cached_property
    def closed(self) -> tuple[tuple[Window, Runs], ...]:
        """The stretches of days that each closure takes from those that the calendar has."""
        if not self.closures:
            return ()
        worked = work_days(self.calendar, (), self.start).days
        return tuple(
            (window, runs(worked, covered(window, self.calendar, worked)))
            for window in self.closures
        )

    def first_days(self, weeks: Sequence[float]) -> Dates:
        """Return the first days worked of what begins at percentiles of weeks."""
        return Dates(*map(self.days.first_day, weeks))

    def last_days(self, weeks: Sequence[float]) -> Dates:
        """Return the last days worked of what ends at percentiles of weeks."""
        return Dates(*map(self.days.last_day, weeks))

    def ends(self, weeks: Sequence[float]) -> TotalDates:
        """Return the last days worked of the whole at its percentiles."""
        return TotalDates(*map(self.days.last_day, weeks))


def dating(
    start: date, calendar: Calendar | None, closures: Sequence[Window], freezes: Sequence[Frozen]
) -> Dating:
    """Return the dating of a project that starts on a day, Monday to Friday without a calendar."""
    known = calendar or WEEKDAYS_ONLY
    days = work_days(known, closures, start)
    frozen = {
        name: any_covered((window for window, names in freezes if name in names), known, days.days)
        for name in {name for _, names in freezes for name in names}
    }
    return Dating(known, start, days, tuple(closures), tuple(freezes), frozen)


def started_later(held: Held, days: int) -> Held:
    """Return what holds a project that starts so many working days later."""
    moved = {at: replace(each, origin=each.origin + days) for at, each in held.constraints.items()}
    return Held(moved, held.actuals, held.now)


def _thawing(frozen: Covered, origin: int, earliest: float) -> Constraint:
    positions = np.arange(len(frozen))
    thaw = np.where(frozen, len(frozen) - 1, positions)
    return Constraint(
        earliest=earliest,
        thaw=np.minimum.accumulate(thaw[::-1])[::-1],
        since=np.maximum.accumulate(np.where(frozen, -1, positions)) + frozen,
        origin=origin,
    )
