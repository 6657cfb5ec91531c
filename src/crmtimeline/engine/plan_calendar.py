"""Plan calendar: exceptions to the week in a span of days, none of them over another."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

import numpy as np

from crmtimeline.engine.calendar_shown import days_off
from crmtimeline.engine.dating import Dating
from crmtimeline.engine.workdays import DAYS_OF_WEEK, MONDAY
from crmtimeline.model.dated import DaysOffShown
from crmtimeline.model.strict import Language


class Exceptions(NamedTuple):
    """Days of the week that are off, and days of weekends that are worked."""

    days_off: tuple[DaysOffShown, ...]
    worked_weekends: tuple[date, ...]


def exceptions(dated: Dating, last: date, language: Language) -> Exceptions:
    """Return the exceptions from the start to a day.

    Of holidays and closures that meet, the first one has the day; what is worked within is left
    out.
    """
    days = dated.days
    first = min(dated.start, days.first)
    worked = days.days[days.origin : days.origin + days.through(last)]
    apart, free = set(worked.tolist()), dict[int, DaysOffShown]()
    for each in days_off(dated, first, last, language):
        begin, end = max(each.first, first), min(each.last, last)
        for ordinal in range(begin.toordinal(), end.toordinal() + 1):
            if ordinal not in apart:
                free.setdefault(ordinal, each)
    weekend = np.array([day in dated.calendar.weekend for day in range(DAYS_OF_WEEK)])
    on_weekends = worked[weekend.take((worked + MONDAY) % DAYS_OF_WEEK)].tolist()
    return Exceptions(tuple(_runs(free)), tuple(map(date.fromordinal, on_weekends)))


def _runs(free: Mapping[int, DaysOffShown]) -> Iterator[DaysOffShown]:
    """Yield days off in a row that are of one stretch."""
    numbered = enumerate(sorted(free))
    for (_, stretch), run in groupby(numbered, lambda each: (each[1] - each[0], free[each[1]])):
        ordinals = [ordinal for _, ordinal in run]
        first, last = map(date.fromordinal, (ordinals[0], ordinals[-1]))
        yield DaysOffShown(first, last, stretch.title, stretch.kind)
