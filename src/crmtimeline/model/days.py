"""Days: dates as people write them, and the windows of days that they name."""

import re
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from crmtimeline.model.strict import StrictModel

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
"""Days outside are slips of the finger, and keep calendars finite."""

MOST_WINDOWS = 200
"""Closures, or freezes, of one project: each may name days of a hundred years."""

_MONTH_AND_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")
_LEAP_YEAR = 2000


class YearDay(NamedTuple):
    """A day of every year; 29 February is the 28th where there is none."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        """Return the day in one year."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)


def _iso_date(value: Any) -> date:
    """Read `2027-01-04`, and nothing else, as a date."""
    found = _parsed(value) if isinstance(value, str) else value
    if not isinstance(found, date):
        raise PydanticCustomError("iso_date", "not a date")
    if not FIRST_DAY <= found <= LAST_DAY:
        bound = f"{FIRST_DAY.isoformat()} ... {LAST_DAY.isoformat()}"
        raise PydanticCustomError("date_bounds", "out of bounds", {"bound": bound})
    return found


def _parsed(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2027-01-04") else None
    except ValueError:
        return None


def _window_day(value: Any) -> date | YearDay:
    """Read `2027-11-01` as a date, and `11-01` as that day of every year."""
    match = _MONTH_AND_DAY.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return _iso_date(value)
    month, day = map(int, match.groups())
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        raise PydanticCustomError("iso_date", "not a day of the year") from None
    return YearDay(month, day)


IsoDate = Annotated[
    date, BeforeValidator(_iso_date), WithJsonSchema({"type": "string", "format": "date"})
]
WindowDay = Annotated[
    date | YearDay,
    BeforeValidator(_window_day),
    WithJsonSchema({"type": "string", "pattern": r"^(\d{4}-)?\d{2}-\d{2}$"}),
]


class Window(StrictModel):
    """Days when nothing is worked: named by dates, by month or quarter, or around a holiday."""

    title: str | None = Field(default=None, description="What a person calls it.")
    first: WindowDay | None = Field(
        default=None, alias="from", description="First day; 11-01 is that of every year."
    )
    last: WindowDay | None = Field(
        default=None, alias="to", description="Last day, of the same form; else the first."
    )
    every: Literal["month", "quarter"] | None = Field(
        default=None, description="Instead of dates: in every month or quarter ..."
    )
    first_days: int = Field(default=0, ge=0, le=25, description="... its first working days,")
    last_days: int = Field(default=0, ge=0, le=25, description="and its last working days.")
    around: str | None = Field(
        default=None, description="Instead of dates: a holiday of the calendar by its id ..."
    )
    days_before: int = Field(default=0, ge=0, le=60, description="... working days before it,")
    days_after: int = Field(default=0, ge=0, le=60, description="and working days after it.")

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = [self.first is not None, self.every is not None, self.around is not None]
        parts = [
            (self.last is not None, self.first is not None),
            (self.first_days + self.last_days > 0, self.every is not None),
            (self.days_before + self.days_after > 0, self.around is not None),
        ]
        strays = any(given and not form for given, form in parts)
        empty = self.every is not None and not self.first_days + self.last_days
        if sum(forms) != 1 or strays or empty or not self._ordered():
            raise PydanticCustomError("window_form", "not a window")
        return self

    def _ordered(self) -> bool:
        """Whether the ends are of one form, and in order; those of every year may wrap round."""
        if self.last is None:
            return True
        if type(self.first) is not type(self.last):
            return False
        if isinstance(self.first, date) and isinstance(self.last, date):
            return self.first <= self.last
        return True


class Freeze(Window):
    """Days inside which some phases may not start; who would, waits."""

    phases: list[str] | None = Field(
        default=None, min_length=1, description="The phases that wait; else the one that goes live."
    )
