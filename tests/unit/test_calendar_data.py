"""Calendar data: the shipped days off against what two libraries know, and against the law."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import chinese_calendar  # type: ignore[import-untyped]
import holidays
import pytest

from crmtimeline.errors import Place
from crmtimeline.files.calendars import load_calendar
from crmtimeline.files.rules_folder import rules_folder
from crmtimeline.files.yaml_tree import Tree, read_tree
from crmtimeline.model.calendar import Calendar

IDS = ("CN", "TW", "HK")
DECREED = range(2020, 2027)
PROJECTED = range(2027, 2041)
LANGUAGES = {"en", "zh-CN", "zh-TW"}
ONE_DAY = timedelta(days=1)


@cache
def shipped(name: str) -> Calendar:
    """Return a shipped calendar."""
    return load_calendar(name, Path(), Place("test"))


@cache
def library(country: str) -> holidays.HolidayBase:
    """Return what the library knows of a country; for Hong Kong its general holidays.

    One year more at each end: a holiday may give a day off in the year before.
    """
    years = range(DECREED.start - 1, PROJECTED.stop + 1)
    category = "optional" if country == "HK" else "public"
    return holidays.country_holidays(country, years=years, categories=(category,))


@cache
def raw(name: str) -> Tree:
    """Return the file of a shipped calendar as it is written."""
    file = rules_folder() / "calendars" / f"{name}.yaml"
    return read_tree(file.read_bytes(), file.name)


def days_of(years: Iterable[int]) -> list[date]:
    """Return every day of some years."""
    return [
        date(year, 1, 1) + n * ONE_DAY
        for year in years
        for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]


def differing(name: str, days: Iterable[date], worked: Callable[[date], bool]) -> set[date]:
    """Return the days that a shipped calendar works and the other does not, or reverse."""
    return {day for day in days if shipped(name).works_on(day) != worked(day)}


def on_weekdays(years: Iterable[int]) -> list[date]:
    """Return every Monday to Friday of some years."""
    return [day for day in days_of(years) if day.weekday() < 5]


def statutory_days(year: int) -> list[date]:
    """Return the 13 days off of State Council order 795, a day twice that two holidays share."""
    known = holidays.country_holidays("CN", years=year, observed=False, language="en_US")
    spring = min(known.get_named("Spring Festival"))
    lunar = [
        day
        for name in ("Tomb-Sweeping Day", "Dragon Boat Festival", "Mid-Autumn Festival")
        for day in known.get_named(name)
    ]
    labour = [date(year, 5, day) for day in (1, 2)]
    national = [date(year, 10, day) for day in (1, 2, 3)]
    around_spring = [spring + n * ONE_DAY for n in (-1, 0, 1, 2)]
    return sorted([date(year, 1, 1), *around_spring, *lunar, *labour, *national])


def weekdays_off(days: list[date]) -> set[date]:
    """Return the weekdays off that days give: themselves, else the next weekday not off yet."""
    off: set[date] = {day for day in days if day.weekday() < 5}
    for day, times in Counter(days).items():
        for _ in range(times - (day.weekday() < 5)):
            given = day
            while given.weekday() >= 5 or given in off:
                given += ONE_DAY
            off.add(given)
    return off


def test_mainland_days_as_decreed_are_those_of_chinese_calendar() -> None:
    assert differing("CN", days_of(DECREED), chinese_calendar.is_workday) == set()


def test_mainland_days_as_decreed_are_those_of_holidays() -> None:
    assert differing("CN", days_of(DECREED), library("CN").is_working_day) == set()


@pytest.mark.parametrize("year", [2025, 2026])
def test_mainland_years_2025_and_2026_have_248_working_days(year: int) -> None:
    assert sum(map(shipped("CN").works_on, days_of([year]))) == 248


def test_mainland_spring_festival_of_2020_lasted_to_2_february() -> None:
    worked = [date(2020, 1, 23), date(2020, 2, 3)]
    ends = [worked[0] + ONE_DAY, worked[1] - ONE_DAY]
    assert [shipped("CN").works_on(day) for day in worked + ends] == [True, True, False, False]


@pytest.mark.parametrize("year", PROJECTED)
def test_mainland_projection_is_the_statutory_days_and_those_they_give(year: int) -> None:
    days = statutory_days(year)
    off = weekdays_off(days)
    assert (len(days), len(off)) == (13, 13)
    worked = [day for day in days_of([year]) if day.weekday() < 5 and day not in off]
    assert [day for day in days_of([year]) if shipped("CN").works_on(day)] == worked


# In 2028 and 2031 the Mid-Autumn Festival falls on a Monday to Friday of the three days of National
# Day. It is a day off of its own all the same: the notices of 2020 and 2025 gave eight days then,
# not seven, and that of 2025 says so as a rule. The library counts such a day once.
def test_mainland_projection_is_that_of_holidays_but_for_days_that_it_counts_once() -> None:
    twice = {date(2028, 10, 5), date(2031, 10, 6)}
    assert differing("CN", days_of(PROJECTED), library("CN").is_working_day) == twice
    assert not any(map(shipped("CN").works_on, twice))


def test_taiwan_days_as_decreed_are_those_of_holidays() -> None:
    assert differing("TW", days_of(DECREED), library("TW").is_working_day) == set()


def test_taiwan_works_no_saturday_from_2026() -> None:
    assert {day.year for day in shipped("TW").worked} == set(range(2020, 2026))


def test_taiwan_projection_is_that_of_holidays() -> None:
    assert differing("TW", days_of(PROJECTED), library("TW").is_working_day) == set()


# The library counts every Saturday as worked: it is asked for Monday to Friday only.
def test_hong_kong_weekdays_as_gazetted_are_those_of_holidays() -> None:
    worked = library("HK").is_working_day
    assert differing("HK", on_weekdays(DECREED), worked) == set()


# In 2037 the Ching Ming Festival falls on the day following Good Friday, Saturday 4 April. Where
# two fall on one day, section 6(2) of the General Holidays Ordinance adds the next day that is not
# itself a general holiday: Tuesday 7 April, after Sunday and Easter Monday. The library puts both
# on the Saturday and is one short of the 17 general holidays of a year.
def test_hong_kong_projection_is_that_of_holidays_but_for_a_day_that_it_forgets() -> None:
    worked = library("HK").is_working_day
    assert differing("HK", on_weekdays(PROJECTED), worked) == {date(2037, 4, 7)}
    assert not shipped("HK").works_on(date(2037, 4, 7))


@pytest.mark.parametrize("name", IDS)
def test_years_to_2026_are_decreed_and_those_to_2040_projected(name: str) -> None:
    assert shipped(name).decreed == set(DECREED)
    assert shipped(name).projected == set(PROJECTED)


@pytest.mark.parametrize("name", IDS)
def test_every_decreed_year_names_its_notice_and_no_other_does(name: str) -> None:
    years = raw(name).value["years"]
    with_notice = [year for year, parts in years.items() if parts.get("notice", {}).get("title")]
    assert (list(years), with_notice) == ([*DECREED, *PROJECTED], [*DECREED])


@pytest.mark.parametrize("name", IDS)
def test_a_projected_year_works_no_weekend(name: str) -> None:
    assert {day.year for day in shipped(name).worked} <= set(DECREED)


@pytest.mark.parametrize("name", IDS)
def test_every_holiday_has_its_name_in_three_languages(name: str) -> None:
    names = raw(name).value["holidays"]
    assert names
    assert [one for one, texts in names.items() if {*texts} != LANGUAGES] == []
    assert all(text for texts in names.values() for text in texts.values())


@pytest.mark.parametrize("name", IDS)
def test_every_holiday_named_is_kept_and_the_spring_festival_in_every_year(name: str) -> None:
    kept = {(off.holiday, off.last.year) for off in shipped(name).off}
    assert {holiday for holiday, _ in kept} == set(shipped(name).holidays)
    assert {("spring-festival", year) for year in (*DECREED, *PROJECTED)} <= kept


@pytest.mark.parametrize("name", IDS)
def test_a_holiday_is_one_run_of_days_off_in_a_year(name: str) -> None:
    times = Counter((off.holiday, off.last.year) for off in shipped(name).off)
    assert [holiday for holiday, count in times.items() if count > 1] == []
