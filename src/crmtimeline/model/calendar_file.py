"""CalendarFile: a working calendar as people write it, with its holidays year by year."""

from datetime import date
from typing import Literal

from pydantic import Field

from crmtimeline.model.days import IsoDate
from crmtimeline.model.strict import StrictModel, Texts

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = (
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
)


class Notice(StrictModel):
    """The decree that settles a year."""

    title: str = Field(description="What it is called.")
    number: str | None = Field(default=None, description="Its number.")
    published: IsoDate | None = Field(default=None, description="The day it was published.")
    url: str | None = Field(default=None, description="Where it stands.")


class DaysOff(StrictModel):
    """Days off in a row, weekend days among them included."""

    holiday: str = Field(description="The holiday, by its id.")
    first: IsoDate = Field(alias="from", description="First day off.")
    last: IsoDate | None = Field(default=None, alias="to", description="Last; else the first.")

    @property
    def ends(self) -> tuple[date, date]:
        """The first and the last day off."""
        return self.first, self.last or self.first


class CalendarYear(StrictModel):
    """One year: decreed where it has a notice, projected where it has none."""

    notice: Notice | None = Field(default=None, description="The decree; a projection has none.")
    off: list[DaysOff] = Field(default=[], description="Days off.")
    worked: list[IsoDate] = Field(default=[], description="Weekend days that are worked.")


class CalendarFile(StrictModel):
    """A working calendar as a file holds it, after `extends` is resolved."""

    format: Literal[1] = Field(description="The version of this file format.")
    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", description="Its own name: CN.")
    version: str = Field(min_length=1, description="The version of its days.")
    title: Texts = Field(description="What a person calls it.")
    extends: str | None = Field(default=None, description="One parent, by id or relative path.")
    weekend: list[Weekday] = Field(
        default=["saturday", "sunday"], max_length=6, description="Days off in every week."
    )
    holidays: dict[str, Texts] = Field(default={}, description="Names of holidays, by id.")
    years: dict[int, CalendarYear] = Field(
        default={}, description="Days off and days worked, year by year."
    )
