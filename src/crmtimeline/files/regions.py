"""Regions: working calendars of other countries, from the library `holidays`, an extra."""

import re
import warnings
from datetime import date
from typing import Any

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.shape import close_to
from crmtimeline.model.calendar_file import WEEKDAYS

LIBRARY = "holidays"
EXTRA = "regions"
FIRST_YEAR, LAST_YEAR = 2020, 2040
_REGION = re.compile(r"([A-Z]{2})(?:-([A-Za-z0-9]{1,4}))?")
_ESTIMATED = "estimated)"


def is_region(reference: str) -> bool:
    """Whether a reference may be a country, or a part of one: SG, DE-BY."""
    return _REGION.fullmatch(reference) is not None


def region_content(
    reference: str, written: Place, shipped: list[str]
) -> tuple[dict[str, Any], str]:
    """Return what a file of a region's calendar would hold, and the version of the library.

    Where the library has Sundays off only, Saturdays are too. What is held says nothing of the
    version: releases are many, and most change no day.

    Raises InputError P120 where the library does not know it, P121 where there is no library.
    """
    try:
        import holidays
        from holidays.version import __version__ as library
    except ImportError:
        values = {"name": reference, "extra": EXTRA, "known": shipped}
        raise InputError([Issue(Message("P121", values), written)]) from None
    match = _REGION.fullmatch(reference)
    country, part = match.groups() if match else ("", None)
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    try:
        with warnings.catch_warnings():  # of holidays that it knows for some years only
            warnings.simplefilter("ignore")
            found = holidays.country_holidays(country, subdiv=part, years=years, language="en_US")
    except NotImplementedError:
        known = [*shipped, *holidays.list_supported_countries()]
        message = Message("P120", {"name": reference, "known": shipped})
        raise InputError([Issue(message, written, close_to(reference, known))]) from None
    days = sorted((day, str(name)) for day, name in found.items() if day.year in years)
    worked = frozenset(day for day in found.weekend_workdays if day.year in years)
    weekend = {5, 6} if set(found.weekend) == {6} else found.weekend
    content = {
        "format": 1,
        "id": reference,
        "version": LIBRARY,
        "title": {"en": reference},
        "weekend": [WEEKDAYS[day] for day in sorted(weekend)],
        "holidays": {_slug(name): {"en": _plain(name)} for _, name in days},
        "years": {year: _year(year, days, worked) for year in years},
    }
    return content, f"{LIBRARY} {library}"


def _year(year: int, days: list[tuple[date, str]], worked: frozenset[date]) -> dict[str, Any]:
    """Return one year; the library's own estimates have no notice."""
    own = [(day, name) for day, name in days if day.year == year]
    notice = {} if any(_ESTIMATED in name for _, name in own) else {"notice": {"title": LIBRARY}}
    off = [{"holiday": _slug(name), "from": day.isoformat()} for day, name in own]
    weekends = [day.isoformat() for day in sorted(worked) if day.year == year]
    return {**notice, "off": off, "worked": weekends}


def _plain(name: str) -> str:
    """Return a holiday's name without what the library adds in brackets: observed, estimated."""
    return re.sub(r"\s*\(.*?\)", "", name)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", _plain(name).lower()).strip("-")
