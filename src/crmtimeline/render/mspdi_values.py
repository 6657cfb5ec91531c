"""MSPDI values: days, lengths and names as the elements of the format hold them."""

from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import Element, SubElement

LONGEST_NAME = 255
"""Characters that Microsoft Project keeps of a name."""

HOURS = (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
MORNING, EVENING = HOURS[0][0], HOURS[-1][1]
HOURS_A_DAY = 8
MINUTES_A_DAY = 60 * HOURS_A_DAY

Fields = Mapping[str, str | int | None]
"""Elements by name, in the order that the schema has them; None is left out."""


def fill(element: Element, fields: Fields) -> None:
    """Add the fields that are known to an element."""
    for name, value in fields.items():
        if value is not None:
            SubElement(element, name).text = str(value)


def at(day: date | None, time: str) -> str | None:
    """Return a time of a day, None without a day."""
    return None if day is None else f"{day.isoformat()}T{time}"


def duration(days: int) -> str:
    """Return so many days of work."""
    return f"PT{HOURS_A_DAY * days}H0M0S"


def tenths(days: int | None) -> int | None:
    """Return days of work in tenths of a minute, the unit of lags and floats."""
    return None if days is None else 10 * MINUTES_A_DAY * days


def short(name: str) -> str:
    """Return a name in as many characters as are kept."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
