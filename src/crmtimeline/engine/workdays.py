"""Work days: the days that are worked, as numbers, so that weeks become dates and back.

Five working days are a week. Time in weeks runs on from the first working day on or after the start
and does not stop at days off: those only stretch it over the calendar. Days are counted from that
first one, which is 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from crmtimeline.engine.windows import any_covered
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.days import Window

Days = NDArray[np.int64]

DAYS_PER_WEEK = 5
DAYS_OF_WEEK = 7
REACH = 100
"""Years before and after the start that the count reaches: no phase may take longer."""

ROUNDING = 1e-9
"""Days by which a sum of weeks may miss the end of a day."""

MONDAY = 6
"""What brings the remainder of an ordinal by 7 to Monday = 0: 1 January of year 1 was one."""


@dataclass(frozen=True, eq=False, repr=False)
class WorkDays:
    """The working days in order, as proleptic Gregorian ordinals, and which of them is day 0."""

    days: Days
    origin: int

    @property
    def ended(self) -> bool:
        """Whether no working day is left from the start on."""
        return self.origin >= len(self.days)

    @property
    def first(self) -> date:
        """The first working day on or after the start."""
        return self.day(0)

    def day(self, number: int) -> date:
        """Return the date of a working day by its number; the ends of the count hold."""
        at = min(max(self.origin + number, 0), len(self.days) - 1)
        return date.fromordinal(int(self.days[at]))

    def before(self, day: date) -> int:
        """Return how many working days there are from day 0 to before `day`."""
        return int(np.searchsorted(self.days, day.toordinal())) - self.origin

    def through(self, day: date) -> int:
        """Return how many working days there are from day 0 to `day`, itself included."""
        return int(np.searchsorted(self.days, day.toordinal(), side="right")) - self.origin

    def last_day(self, weeks: float) -> date:
        """Return the last day worked of work that ends at `weeks` from the start."""
        return self.day(max(days_in(weeks), 1) - 1)

    def first_day(self, weeks: float) -> date:
        """Return the first day worked of work that begins at `weeks` from the start."""
        return self.day(floor(DAYS_PER_WEEK * weeks + ROUNDING))

    def moved(self, number: int) -> "WorkDays":
        """Return the same days counted from working day `number`."""
        return WorkDays(self.days, self.origin + number)


def days_in(weeks: float) -> int:
    """Return how many working days it takes to work so many weeks.

    >>> [days_in(weeks) for weeks in (0.2, 0.21, 2)]
    [1, 2, 10]
    """
    return ceil(DAYS_PER_WEEK * weeks - ROUNDING)


def work_days(calendar: Calendar, closures: Sequence[Window], start: date) -> WorkDays:
    """Return the working days around a start, without those of closures."""
    days = _days_around(calendar, tuple(closures), start.year)
    return WorkDays(days, int(np.searchsorted(days, start.toordinal())))


@lru_cache(maxsize=16)
def _days_around(calendar: Calendar, closures: tuple[Window, ...], year: int) -> Days:
    first = date(year - REACH, 1, 1).toordinal()
    last = date(year + REACH, 12, 31).toordinal()
    ordinals = np.arange(first, last + 1)
    week = np.array([day not in calendar.weekend for day in range(DAYS_OF_WEEK)])
    worked = week.take((ordinals + MONDAY) % DAYS_OF_WEEK)
    for off in calendar.off:
        begin, end = off.first.toordinal() - first, off.last.toordinal() + 1 - first
        worked[max(begin, 0) : max(end, 0)] = False
    for day in calendar.worked:
        if first <= day.toordinal() <= last:
            worked[day.toordinal() - first] = True
    days: Days = ordinals[worked]
    if closures:
        days = days[~any_covered(closures, calendar, days)]
    days.setflags(write=False)
    return days
