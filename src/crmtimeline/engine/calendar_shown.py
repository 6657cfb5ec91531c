"""Calendar shown: the weeks, days off and freezes that lie within the span of an estimate."""

from collections.abc import Iterator
from datetime import date
from math import ceil

from crmtimeline.engine.dating import Dating
from crmtimeline.engine.windows import Runs, covered, runs
from crmtimeline.engine.workdays import DAYS_PER_WEEK
from crmtimeline.model.dated import CalendarShown, DaysOffShown, FreezeShown
from crmtimeline.model.strict import Language, text_in

Run = tuple[date, date]


def calendar_shown(
    dated: Dating, last: date, phases: frozenset[str], language: Language
) -> CalendarShown:
    """Return the calendar of a project that lasts until a day and has these phases."""
    calendar, days = dated.calendar, dated.days
    first = min(dated.start, days.first)
    years = range(first.year, last.year + 1)
    known = calendar.decreed | calendar.projected
    return CalendarShown(
        id=calendar.id,
        title=text_in(calendar.title, language, calendar.id) if calendar.id else None,
        version=calendar.version,
        digest=calendar.digest,
        start=days.first,
        projected_years=tuple(year for year in years if year in calendar.projected),
        uncovered_years=tuple(year for year in years if calendar.id and year not in known),
        week_starts=tuple(
            days.day(week * DAYS_PER_WEEK)
            for week in range(ceil(days.through(last) / DAYS_PER_WEEK))
        ),
        days_off=tuple(days_off(dated, first, last, language)),
        worked_weekends=tuple(day for day in sorted(calendar.worked) if first <= day <= last),
        freezes=tuple(_freezes(dated, first, last, phases)),
    )


def days_off(dated: Dating, first: date, last: date, language: Language) -> Iterator[DaysOffShown]:
    """Yield holidays and closures in the order of time; one block may be several holidays."""
    calendar = dated.calendar
    blocks: dict[Run, list[str]] = {}
    for off in calendar.off:
        if off.last >= first and off.first <= last:
            title = text_in(calendar.holidays.get(off.holiday), language, off.holiday)
            blocks.setdefault((off.first, off.last), []).append(title)
    shown = [
        DaysOffShown(*run, " / ".join(dict.fromkeys(titles)), "holiday")
        for run, titles in blocks.items()
    ]
    for window, stretches in dated.closed:
        reach = _reaching(stretches, first, last)
        shown += [DaysOffShown(*run, window.title, "closure") for run in reach]
    yield from sorted(shown, key=lambda each: (each.first, each.last))


def _freezes(
    dated: Dating, first: date, last: date, phases: frozenset[str]
) -> Iterator[FreezeShown]:
    days = dated.days.days
    found = [
        FreezeShown(*run, window.title, tuple(name for name in names if name in phases))
        for window, names in dated.freezes
        if phases & set(names)
        for run in _reaching(runs(days, covered(window, dated.calendar, days)), first, last)
    ]
    yield from sorted(found, key=lambda each: (each.first, each.last))


def _reaching(stretches: Runs, first: date, last: date) -> Iterator[Run]:
    """Yield the first and last day of each stretch that reaches into a span."""
    begins, ends = stretches
    reaches = (begins <= last.toordinal()) & (ends >= first.toordinal())
    for begin, end in zip(begins[reaches].tolist(), ends[reaches].tolist(), strict=True):
        yield date.fromordinal(begin), date.fromordinal(end)
