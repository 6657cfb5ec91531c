"""Windows: which working days they name, against their definitions day by day."""

from datetime import date, timedelta
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from crmtimeline.engine.windows import covered
from crmtimeline.engine.workdays import work_days
from crmtimeline.errors import Place
from crmtimeline.files.calendars import load_calendar
from crmtimeline.model.calendar import WEEKDAYS_ONLY, Calendar, Off
from crmtimeline.model.days import Freeze, Window

ONE_DAY = timedelta(days=1)
START = date(2026, 1, 1)
FROM, TO = date(2024, 1, 1), date(2029, 12, 31)
"""The years in which days are looked at one by one."""


@cache
def calendar(name: str | None) -> Calendar:
    """Return a shipped calendar, or the one of a project that names none."""
    return load_calendar(name, Path(), Place("test")) if name else WEEKDAYS_ONLY


@cache
def worked(name: str | None) -> list[date]:
    """Return the working days of some years more, day by day."""
    first = FROM - 366 * ONE_DAY
    days = (first + n * ONE_DAY for n in range((TO - FROM).days + 2 * 366))
    return [day for day in days if calendar(name).works_on(day)]


def named(window: dict[str, Any], name: str | None, freeze: bool = False) -> set[date]:
    """Return the working days of those years that the engine says a window names."""
    days = work_days(calendar(name), (), START).days
    inside = covered((Freeze if freeze else Window).model_validate(window), calendar(name), days)
    found = {date.fromordinal(day) for day in days[inside].tolist()}
    return {day for day in found if FROM <= day <= TO}


def days_in_march(window: dict[str, Any], name: str | None = None) -> list[int]:
    """Return the days of March 2026 that a window names."""
    return sorted(day.day for day in named(window, name) if (day.year, day.month) == (2026, 3))


def those_of(name: str | None, first: date, last: date) -> set[date]:
    """Return the working days from one to another."""
    return {day for day in worked(name) if first <= day <= last}


def in_the_year(day: date, month_day: str) -> tuple[int, int]:
    """Return a day of every year as month and day in the year of a date."""
    month, number = map(int, month_day.split("-"))
    leap = day.year % 4 == 0
    return (month, 28 if (month, number) == (2, 29) and not leap else number)


def is_between(day: date, first: str, last: str) -> bool:
    """Whether a date is from a day of every year to another, round New Year if need be."""
    at = (day.month, day.day)
    begun, over = at >= in_the_year(day, first), at > in_the_year(day, last)
    return (begun and not over) if first <= last else (begun or not over)


def period(day: date, every: str) -> tuple[int, int]:
    """Return the month or the quarter that a day is in."""
    return day.year, day.month if every == "month" else (day.month - 1) // 3


@cache
def places(name: str | None, every: str) -> dict[date, tuple[int, int]]:
    """Return how many working days of its month or quarter there are before and after each."""
    found: dict[date, tuple[int, int]] = {}
    for _, group in groupby(worked(name), key=lambda day: period(day, every)):
        days = list(group)
        found |= {day: (at, len(days) - 1 - at) for at, day in enumerate(days)}
    return found


month_days = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(lambda day: f"{day:%m-%d}")
names = st.sampled_from(["CN", "TW", "HK", None])


@given(names, st.dates(FROM, TO), st.integers(0, 500))
def test_dates_name_the_working_days_between_them(name: str | None, first: date, days: int) -> None:
    last = min(first + days * ONE_DAY, TO)
    window = {"from": first.isoformat(), "to": last.isoformat()}
    assert named(window, name) == those_of(name, first, last)


@given(names, month_days, month_days)
def test_days_of_every_year_name_them_in_every_year(
    name: str | None, first: str, last: str
) -> None:
    found = named({"from": first, "to": last}, name)
    assert found == {day for day in those_of(name, FROM, TO) if is_between(day, first, last)}


@given(names, st.sampled_from(["month", "quarter"]), st.integers(0, 25), st.integers(0, 25))
def test_first_and_last_days_are_working_days_of_every_month_or_quarter(
    name: str | None, every: str, first: int, last: int
) -> None:
    assume(first + last > 0)
    found = named({"every": every, "first_days": first, "last_days": last}, name)
    assert found == {
        day
        for day, (before, after) in places(name, every).items()
        if FROM <= day <= TO and (before < first or after < last)
    }


@given(st.sampled_from(["CN", "TW", "HK"]), st.data(), st.integers(0, 30), st.integers(0, 30))
def test_around_a_holiday_are_the_nearest_working_days_on_both_sides(
    name: str, data: st.DataObject, before: int, after: int
) -> None:
    holiday = data.draw(st.sampled_from(sorted(calendar(name).holidays)))
    blocks = [
        off
        for off in calendar(name).off
        if off.holiday == holiday and FROM - 99 * ONE_DAY <= off.first <= TO + 99 * ONE_DAY
    ]
    expected = set()
    for block in blocks:
        earlier = [day for day in worked(name) if day < block.first]
        later = [day for day in worked(name) if day > block.last]
        expected |= {*earlier[len(earlier) - before :], *later[:after]}
    window = {"around": holiday, "days_before": before, "days_after": after}
    assert len(blocks) >= 3
    assert named(window, name) == {day for day in expected if FROM <= day <= TO}


def test_one_date_is_one_day() -> None:
    assert days_in_march({"from": "2026-03-04"}) == [4]
    assert named({"from": "2026-03-07"}, "CN") == set()  # a Saturday


def test_a_day_of_every_year_is_that_day_in_each() -> None:
    assert named({"from": "11-11"}, None) == {
        date(year, 11, 11)
        for year in (2024, 2025, 2026, 2027)  # a Saturday in 2028, a Sunday in 2029
    }


def test_the_last_of_february_is_the_29th_in_leap_years_only() -> None:
    assert named({"from": "02-29"}, None) == {
        date(2024, 2, 29),
        date(2025, 2, 28),
        date(2028, 2, 29),
        date(2029, 2, 28),  # a Saturday in 2026, a Sunday in 2027
    }
    to_march = named({"from": "02-29", "to": "03-01"}, None)
    assert {day for day in to_march if day.year == 2028} == {date(2028, 2, 29), date(2028, 3, 1)}
    assert {day for day in to_march if day.year == 2027} == {date(2027, 3, 1)}


def test_days_of_every_year_may_wrap_round_new_year() -> None:
    found = named({"from": "12-30", "to": "01-02"}, "CN")
    around_2026 = {day for day in found if date(2025, 7, 1) < day < date(2027, 7, 1)}
    assert around_2026 == {
        *(date(2025, 12, 30), date(2025, 12, 31)),  # off from 1 to 3 January 2026
        *(date(2026, 12, 30), date(2026, 12, 31)),  # off on 1 January 2027, then a weekend
    }


def test_the_end_of_a_quarter_is_its_last_working_days() -> None:
    ends = named({"every": "quarter", "last_days": 3}, "CN")
    assert {day for day in ends if date(2026, 9, 1) <= day <= date(2027, 1, 31)} == {
        *(date(2026, 9, 28), date(2026, 9, 29), date(2026, 9, 30)),
        *(date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31)),
    }


def test_the_first_working_days_of_a_month_come_after_its_holidays() -> None:
    starts = named({"every": "month", "first_days": 2}, "CN")
    assert {day for day in starts if (day.year, day.month) == (2026, 10)} == {
        *(date(2026, 10, 8), date(2026, 10, 9)),  # off from 1 to 7 October
    }


def test_as_many_days_as_a_month_has_are_all_of_it() -> None:
    assert named({"every": "month", "first_days": 23}, None) == those_of(None, FROM, TO)


def test_around_the_spring_festival_a_worked_saturday_counts() -> None:
    found = named({"around": "spring-festival", "days_before": 2, "days_after": 3}, "CN")
    assert {day for day in found if day.year == 2026} == {
        *(date(2026, 2, 13), date(2026, 2, 14)),  # off from 15 to 23 February
        *(date(2026, 2, 24), date(2026, 2, 25), date(2026, 2, 26)),
    }


def test_around_nothing_but_the_holiday_names_no_day() -> None:
    assert named({"around": "national-day"}, "CN") == set()


def test_a_holiday_over_new_year_comes_round_once() -> None:
    offs = (
        Off(date(2025, 12, 30), date(2026, 1, 2), "turn"),
        Off(date(2027, 1, 1), date(2027, 1, 1), "turn"),
    )
    here = Calendar(off=offs, holidays={"turn": {"en": "Turn of the year"}})
    days = work_days(here, (), START).days
    inside = covered(Window(around="turn", days_before=1), here, days)
    found = [date.fromordinal(day) for day in days[inside].tolist()]
    assert found == [date(2025, 12, 29), date(2026, 12, 31)]


def test_a_holiday_that_comes_twice_in_a_year_is_two() -> None:
    days_off = [date(2027, 1, 1), date(2027, 12, 31), date(2028, 1, 1)]  # 31 December in lieu
    here = Calendar(off=tuple(Off(day, day, "new-year") for day in days_off))
    days = work_days(here, (), START).days
    inside = covered(Window(around="new-year", days_before=1), here, days)
    found = [date.fromordinal(day) for day in days[inside].tolist()]
    assert found == [date(2026, 12, 31), date(2027, 12, 30)]


def test_days_off_of_a_holiday_with_a_weekend_between_are_one_block() -> None:
    offs = tuple(Off(day, day, "easter") for day in (date(2026, 4, 3), date(2026, 4, 6)))
    here = Calendar(off=offs)
    days = work_days(here, (), START).days
    inside = covered(Window(around="easter", days_before=1, days_after=1), here, days)
    found = [date.fromordinal(day) for day in days[inside].tolist()]
    assert found == [date(2026, 4, 2), date(2026, 4, 7)]


def test_a_holiday_that_the_calendar_does_not_have_names_no_day() -> None:
    assert named({"around": "spring-festival", "days_before": 9}, None) == set()


def test_a_freeze_counts_the_days_that_closures_leave() -> None:
    shut = Window.model_validate({"from": "2026-03-30", "to": "2026-03-31"})
    window = Window(every="month", last_days=2)
    days = work_days(WEEKDAYS_ONLY, (shut,), START).days
    found = {date.fromordinal(day) for day in days[covered(window, WEEKDAYS_ONLY, days)].tolist()}
    assert {day.day for day in found if (day.year, day.month) == (2026, 3)} == {26, 27}


def test_a_freeze_is_a_window_with_phases() -> None:
    freeze = {"from": "2026-03-04", "to": "2026-03-05", "phases": ["go-live"]}
    assert named(freeze, None, freeze=True) == {date(2026, 3, 4), date(2026, 3, 5)}


@pytest.mark.parametrize(
    "window",
    [
        {},
        {"title": "Quiet weeks"},
        {"to": "2026-03-04"},
        {"from": "2026-03-04", "every": "month", "first_days": 1},
        {"from": "2026-03-04", "around": "new-year"},
        {"from": "2026-03-04", "to": "03-05"},
        {"from": "03-04", "to": "2026-03-05"},
        {"from": "2026-03-04", "to": "2026-03-03"},
        {"every": "month"},
        {"every": "month", "last_days": 1, "days_before": 1},
        {"around": "new-year", "first_days": 1},
        {"from": "2026-03-04", "days_after": 1},
        {"from": "02-30"},
        {"from": "2026-02-29"},
        {"from": "3-4"},
        {"from": "1999-12-31"},
        {"every": "year", "last_days": 1},
        {"every": "month", "last_days": 26},
        {"around": "new-year", "days_before": 61},
    ],
)
def test_what_is_no_window_is_refused(window: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Window.model_validate(window)


def test_a_freeze_of_no_phases_is_refused() -> None:
    with pytest.raises(ValidationError):
        Freeze.model_validate({"from": "2026-03-04", "phases": []})
