"""Custom: how documents write days and shares in running text, as their language does."""

from dataclasses import dataclass
from datetime import date

from crmtimeline.model.strict import Language
from crmtimeline.render.words import word


@dataclass(frozen=True)
class Custom:
    """The custom of a language; of none on screens, which keep to ISO."""

    language: Language | None = None

    def day(self, day: date) -> str:
        """Return a day in full."""
        if self.language is None:
            return day.isoformat()
        name = word("month_names", self.language).split()[day.month - 1]
        text = word("long_day", self.language)
        return text.format(year=day.year, month=day.month, name=name, day=day.day)

    def share(self, text: str) -> str:
        """Return a share that is written in percent."""
        return text if self.language is None else text.replace(" %", "%")


SCREEN = Custom()


def month(day: date, language: Language, *, with_year: bool) -> str:
    """Return the month of a day, short, as charts label it."""
    name = word("month_abbreviations", language).split()[day.month - 1]
    return word("year_month", language).format(year=day.year, month=name) if with_year else name
