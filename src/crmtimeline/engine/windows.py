"""Windows: which working days a window names, by dates, by month or quarter, or around a holiday.

Shapes: days are the ordinals of the working days in ascending order; what a window covers is a
boolean per day.
"""

from collections.abc import Iterable, Iterator
from datetime import date

import numpy as np
from numpy.typing import NDArray

from crmtimeline.model.calendar import Calendar
from crmtimeline.model.days import Window, YearDay

Days = NDArray[np.int64]
Covered = NDArray[np.bool_]

Runs = tuple[Days, Days]
"""The first and the last day of each stretch of working days."""

_EPOCH = date(1970, 1, 1).toordinal()
_MONTHS = {"month": 1, "quarter": 3}


def any_covered(windows: Iterable[Window], calendar: Calendar, days: Days) -> Covered:
    """Return which of the working days any of the windows names."""
    inside = np.zeros(len(days), dtype=bool)
    for window in windows:
        inside |= covered(window, calendar, days)
    return inside


def covered(window: Window, calendar: Calendar, days: Days) -> Covered:
    """Return which of the working days the window names."""
    if window.every is not None:
        return _recurring(window, days)
    inside = np.zeros(len(days), dtype=bool)
    if window.around is not None:
        for first, last in _blocks(calendar, window.around, days):
            begin, end = _between(days, first, last)
            inside[max(begin - window.days_before, 0) : max(end + window.days_after, 0)] = True
        return inside
    for first, last in _dated(window, days):
        begin, end = _between(days, first, last)
        inside[begin:end] = True
    return inside


def runs(days: Days, inside: Covered) -> Runs:
    """Return the stretches of the working days that are inside."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]])))
    return days.take(edges[::2]), days.take(edges[1::2] - 1)


def _between(days: Days, first: date, last: date) -> tuple[int, int]:
    """Return the positions of the first day from `first` on, and of the first one after `last`."""
    begin = np.searchsorted(days, first.toordinal())
    return int(begin), int(np.searchsorted(days, last.toordinal(), side="right"))


def _recurring(window: Window, days: Days) -> Covered:
    """Return the first and last working days of every month or quarter."""
    months = (days - _EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    period = months // _MONTHS[window.every or "month"]
    position = np.arange(len(days))
    from_start = position - np.searchsorted(period, period)
    from_end = np.searchsorted(period, period, side="right") - 1 - position
    return (from_start < window.first_days) | (from_end < window.last_days)


def _dated(window: Window, days: Days) -> Iterator[tuple[date, date]]:
    """Yield the first and last day of a window named by dates, once or in every year."""
    first, last = window.first, window.last or window.first
    if isinstance(first, date) and isinstance(last, date):
        yield first, last
        return
    assert isinstance(first, YearDay), "a window by dates has ends of one form"
    assert isinstance(last, YearDay), "a window by dates has ends of one form"
    begin, end = (date.fromordinal(int(days[at])).year for at in (0, -1))
    for year in range(begin - 1, end + 1):
        yield first.in_year(year), last.in_year(year + (last < first))


def _blocks(calendar: Calendar, holiday: str, days: Days) -> Iterator[tuple[date, date]]:
    """Yield the first and last day off of each time that a holiday comes round.

    Days off between which nothing is worked are of one time.
    """
    offs = [off for off in calendar.off if off.holiday == holiday]
    if not offs:
        return
    first, last = offs[0].first, offs[0].last
    for off in offs[1:]:
        begin, end = _between(days, last, off.first)
        if begin < end:
            yield first, last
            first = off.first
        last = max(last, off.last)
    yield first, last
