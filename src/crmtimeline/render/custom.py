"""Custom: how documents write days and shares in running text, as their language does."""

import re
from datetime import date
from typing import NamedTuple

from crmtimeline.model.strict import Language
from crmtimeline.render.words import word

_BESIDE_DAYS = re.compile(r"(?<=[^\x00-\x7f]) (?=[0-9]{4}年)|(?<=[0-9]日) (?=[^\x00-\x7f])")


class Custom(NamedTuple):
    """The custom of a language; of none on screens, which keep to ISO."""

    language: Language | None = None

    def day(self, day: date) -> str:
        """Return a day in full."""
        if self.language is None:
            return day.isoformat()
        name = word("month_names", self.language).split()[day.month - 1]
        text = word("long_day", self.language)
        return text.format(year=day.year, name=name, day=day.day)

    def sentence(self, text: str) -> str:
        """Return a sentence without the spaces that keep ISO days apart from Chinese characters."""
        return text if self.language in (None, "en") else _BESIDE_DAYS.sub("", text)

    def share(self, text: str) -> str:
        """Return a share that is written in percent."""
        return text if self.language is None else text.replace(" %", "%")


SCREEN = Custom()


def short_day(day: date, language: Language) -> str:
    """Return a day as charts label it."""
    name = word("month_abbreviations", language).split()[day.month - 1]
    text = word("long_day", language)
    return text.format(year=day.year, name=name, day=day.day)


def month(day: date, language: Language, *, with_year: bool) -> str:
    """Return the month of a day, short, as charts label it."""
    name = word("month_abbreviations", language).split()[day.month - 1]
    return word("year_month", language).format(year=day.year, month=name) if with_year else name
