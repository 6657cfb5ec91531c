"""Calendars: working calendars from files, with what they extend, checked.

A calendar's holidays merge with those of the calendar it extends by id, and its years by year: a
new decree is a file of one year. Issues: R101 to R107, R119, R121, R127 to R129, P120 and P121.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.chain import Shelf, read_chain
from crmtimeline.files.digest import digest_of
from crmtimeline.files.regions import is_region, region_content
from crmtimeline.files.shape import PACK_CODES, check_shape, close_to
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.calendar import Calendar, Off
from crmtimeline.model.calendar_file import WEEKDAYS, CalendarFile, CalendarYear, DaysOff

SHELF = Shelf(folder="calendars", unknown="P120")
DECEMBER = 12
MOST_OFF = timedelta(days=60)
"""Days off in a row beyond which an end is a slip."""


def load_calendar(reference: str, beside: Path, written: Place) -> Calendar:
    """Return the calendar of an id, a path relative to the folder `beside`, or a region.

    `written` is where the reference stands. Raises InputError with all that is wrong in it.
    """
    if is_region(reference) and not SHELF.has(reference):
        content, version = region_content(reference, written, SHELF.known())
        return replace(_calendar(CalendarFile.model_validate(content), content), version=version)
    merged = Tree("", {}, {})
    for file in read_chain(reference, beside, written, SHELF):
        merged = _merged(merged, file.tree)
    return checked_calendar(merged)


def checked_calendar(merged: Tree) -> Calendar:
    """Return the calendar of a tree. Raises InputError with all that is wrong in it."""
    found, issues = check_shape(CalendarFile, merged.value, merged, PACK_CODES)
    if found is not None:
        issues += _problems(found, merged)
    if found is None or issues:
        raise InputError(issues)
    return _calendar(found, merged.value)


def _merged(parent: Tree, child: Tree) -> Tree:
    value = {**parent.value, **child.value}
    for section in ("holidays", "years"):
        parts = [each.value.get(section) for each in (parent, child)]
        if all(isinstance(part, dict) for part in parts):
            value[section] = {**parts[0], **parts[1]}  # type: ignore[dict-item]
    return Tree(child.name, value, {**parent.marks, **child.marks})


def _calendar(file: CalendarFile, content: Mapping[str, Any]) -> Calendar:
    offs = [Off(*each.ends, each.holiday) for year in file.years.values() for each in year.off]
    return Calendar(
        id=file.id,
        version=file.version,
        digest=digest_of(content),
        title=file.title,
        weekend=frozenset(WEEKDAYS.index(day) for day in file.weekend),
        off=tuple(sorted(offs)),
        worked=frozenset(day for year in file.years.values() for day in year.worked),
        holidays=file.holidays,
        decreed=frozenset(name for name, year in file.years.items() if year.notice is not None),
        projected=frozenset(name for name, year in file.years.items() if year.notice is None),
        content=content,
    )


def _problems(file: CalendarFile, tree: Tree) -> Iterator[Issue]:
    weekend = {WEEKDAYS.index(day) for day in file.weekend}
    for name, year in file.years.items():
        path: tuple[Any, ...] = ("years", name)
        for at, off in enumerate(year.off):
            place = tree.at(*path, "off", at)
            if off.holiday not in file.holidays:
                hint = close_to(off.holiday, file.holidays)
                place_of_id = tree.at(*path, "off", at, "holiday")
                yield Issue(Message("R127", {"holiday": off.holiday}), place_of_id, hint)
            if not _fits(off, name):
                first, last = (day.isoformat() for day in off.ends)
                values = {"first": first, "last": last, "year": str(name)}
                yield Issue(Message("R128", values), place)
        for at, day in enumerate(year.worked):
            place = tree.at(*path, "worked", at)
            usual = day.weekday() not in weekend and place.file == tree.name
            if usual or _is_off(day, year) or name not in (day.year, _year_ahead(day)):
                yield Issue(Message("R129", {"day": day.isoformat()}), place)


def _fits(off: DaysOff, year: int) -> bool:
    first, last = off.ends
    return first <= last <= first + MOST_OFF and year in (first.year, last.year)


def _year_ahead(day: date) -> int:
    """Return the year whose decree a day may belong to: in December also the next one's."""
    return day.year + (day.month == DECEMBER)


def _is_off(day: date, year: CalendarYear) -> bool:
    return any(off.ends[0] <= day <= off.ends[1] for off in year.off)
