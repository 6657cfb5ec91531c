"""Regions: working calendars of other countries, from the library `holidays`, an extra."""

import re
import warnings
from hashlib import sha256

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.shape import close_to
from crmtimeline.model.calendar import Calendar, Off
from crmtimeline.model.strict import Texts

EXTRA = "regions"
FIRST_YEAR, LAST_YEAR = 2020, 2040
_REGION = re.compile(r"([A-Z]{2})(?:-([A-Za-z0-9]{1,4}))?")
_ESTIMATED = "estimated)"


def is_region(reference: str) -> bool:
    """Whether a reference may be a country, or a part of one: SG, DE-BY."""
    return _REGION.fullmatch(reference) is not None


def region_calendar(reference: str, written: Place, shipped: list[str]) -> Calendar:
    """Return the calendar of a region; where the library has Sundays off only, Saturdays are too.

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
    names: dict[str, Texts] = {_slug(name): {"en": _plain(name)} for _, name in days}
    text = "\n".join([*(f"{day} {name}" for day, name in days), *map(str, sorted(worked))])
    estimated = frozenset(day.year for day, name in days if _ESTIMATED in name)
    return Calendar(
        id=reference,
        version=f"holidays {library}",
        digest=sha256(text.encode()).hexdigest(),
        title={"en": reference},
        weekend=frozenset({5, 6} if set(found.weekend) == {6} else found.weekend),
        off=tuple(Off(day, day, _slug(name)) for day, name in days),
        worked=worked,
        holidays=names,
        decreed=frozenset(years) - estimated,
        projected=estimated,
    )


def _plain(name: str) -> str:
    """Return a holiday's name without what the library adds in brackets: observed, estimated."""
    return re.sub(r"\s*\(.*?\)", "", name)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", _plain(name).lower()).strip("-")
