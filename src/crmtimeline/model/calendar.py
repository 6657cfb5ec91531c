"""Calendar: which days are worked in a region, as decreed, projected, or by the weekday alone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from crmtimeline.model.strict import Texts


class Off(NamedTuple):
    """Days off in a row, and the holiday they belong to by its id."""

    first: date
    last: date
    holiday: str


@dataclass(frozen=True, eq=False)
class Calendar:
    """The working days of a region; a year that it does not know has weekends only.

    `weekend` holds weekdays from Monday = 0, `off` is in the order of time; `content` is what a
    file of it holds.
    """

    id: str | None = None
    version: str | None = None
    digest: str | None = None
    title: Texts | None = None
    weekend: frozenset[int] = frozenset({5, 6})
    off: tuple[Off, ...] = ()
    worked: frozenset[date] = frozenset()
    holidays: Mapping[str, Texts] = field(default_factory=dict)
    decreed: frozenset[int] = frozenset()
    projected: frozenset[int] = frozenset()
    content: Mapping[str, Any] | None = None

    def works_on(self, day: date) -> bool:
        """Whether a day is worked."""
        if day in self.worked:
            return True
        return day.weekday() not in self.weekend and not any(
            off.first <= day <= off.last for off in self.off
        )


WEEKDAYS_ONLY = Calendar()
"""Monday to Friday, without any holiday: where nobody says which calendar holds."""
