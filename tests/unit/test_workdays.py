"""Work days: weeks become dates as a count day by day would have it, and dates become days."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import islice
from math import ceil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtimeline.engine.workdays import REACH, WorkDays, days_in, work_days
from crmtimeline.errors import Place
from crmtimeline.files.calendars import load_calendar
from crmtimeline.model.calendar import WEEKDAYS_ONLY, Calendar, Off
from crmtimeline.model.days import Window

FIRST, LAST = date(2020, 1, 1), date(2040, 12, 31)
ONE_DAY = timedelta(days=1)
CALENDARS = ("CN", "TW", "HK", "Monday to Friday")
A_MOMENT = 1e-6
"""Weeks that are nothing to a person and something to a ceiling."""

calendars = st.sampled_from(CALENDARS)
starts = st.dates(FIRST, LAST)


@cache
def calendar(name: str) -> Calendar:
    """Return a shipped calendar, or the one of a project that names none."""
    return WEEKDAYS_ONLY if name == CALENDARS[-1] else load_calendar(name, Path(), Place("test"))


@cache
def days_off(name: str) -> set[date]:
    """Return the holidays of a calendar one by one."""
    return {
        off.first + n * ONE_DAY
        for off in calendar(name).off
        for n in range((off.last - off.first).days + 1)
    }


def works(name: str, day: date) -> bool:
    """Whether a day is worked: a decreed one is, else Monday to Friday but for holidays."""
    return day in calendar(name).worked or (day.weekday() < 5 and day not in days_off(name))


def worked_from(name: str, start: date) -> Iterator[date]:
    """Yield the working days from a start on, counted day by day."""
    day = start
    while True:
        if works(name, day):
            yield day
        day += ONE_DAY


def nth_from(name: str, start: date, number: int) -> date:
    """Return a working day by its number, the first one from the start on being 1."""
    return next(islice(worked_from(name, start), number - 1, None))


def days_of(name: str, start: date) -> WorkDays:
    """Return what the engine makes of a calendar and a start."""
    return work_days(calendar(name), (), start)


def test_two_weeks_before_the_spring_festival_of_2026_work_its_saturday() -> None:
    days = days_of("CN", date(2026, 2, 9))
    assert days.day(5) == date(2026, 2, 14)
    assert days.last_day(2) == date(2026, 2, 27)


def test_the_same_two_weeks_elsewhere() -> None:
    start = date(2026, 2, 9)
    ends = {name: days_of(name, start).last_day(2) for name in CALENDARS}
    assert ends == {
        "CN": date(2026, 2, 27),
        "TW": date(2026, 3, 2),  # off from 14 to 22 February and on 27 and 28 February
        "HK": date(2026, 2, 25),  # off from 17 to 19 February
        "Monday to Friday": date(2026, 2, 20),
    }


@pytest.mark.parametrize("name", CALENDARS)
def test_all_working_days_of_twenty_one_years_are_those_of_a_count_day_by_day(name: str) -> None:
    found = days_of(name, FIRST)
    ordinals = [day for day in found.days.tolist() if FIRST.toordinal() <= day <= LAST.toordinal()]
    span = (FIRST + n * ONE_DAY for n in range((LAST - FIRST).days + 1))
    assert [date.fromordinal(day) for day in ordinals] == [day for day in span if works(name, day)]


@given(calendars, starts, st.integers(1, 400))
def test_work_ends_on_the_day_that_a_count_comes_to(name: str, start: date, number: int) -> None:
    days = days_of(name, start)
    last = nth_from(name, start, number)
    assert days.last_day(number / 5) == last
    assert days.last_day(number / 5 - 0.1) == last
    assert days.last_day((number - 1) / 5 + A_MOMENT) == last


@given(calendars, starts, st.floats(0.001, 80))
def test_a_finish_date_is_the_ceiling_of_five_days_a_week(
    name: str, start: date, weeks: float
) -> None:
    assert days_of(name, start).last_day(weeks) == nth_from(name, start, ceil(5 * weeks - 1e-9))


@given(calendars, starts, st.integers(0, 400))
def test_work_begins_on_the_day_that_is_not_full_yet(name: str, start: date, before: int) -> None:
    days = days_of(name, start)
    first = nth_from(name, start, before + 1)
    assert days.first_day(before / 5) == first
    assert days.first_day((before + 1) / 5 - A_MOMENT) == first


@given(calendars, starts, st.integers(-200, 600))
def test_days_are_counted_up_to_and_through_a_date(name: str, start: date, later: int) -> None:
    days, day = days_of(name, start), start + later * ONE_DAY
    between = (
        (start + n * ONE_DAY for n in range(later))
        if later > 0
        else (day + n * ONE_DAY for n in range(-later))
    )
    count = sum(works(name, each) for each in between)
    assert days.before(day) == (count if later > 0 else -count)
    assert days.through(day) == days.before(day) + works(name, day)


@given(calendars, starts)
def test_day_nought_is_the_first_one_worked_from_the_start_on(name: str, start: date) -> None:
    days = days_of(name, start)
    assert days.first == days.day(0) == nth_from(name, start, 1)
    assert days.day(-1) < start <= days.first


@pytest.mark.parametrize(
    ("start", "last"),
    [
        (date(2024, 2, 26), date(2024, 3, 1)),  # over Thursday 29 February
        (date(2024, 2, 29), date(2024, 3, 6)),  # on it
        (date(2028, 2, 29), date(2028, 3, 6)),
        (date(2032, 2, 29), date(2032, 3, 5)),  # a Sunday
        (date(2036, 2, 28), date(2036, 3, 5)),
        (date(2040, 2, 29), date(2040, 3, 6)),
        (date(2025, 2, 27), date(2025, 3, 5)),  # no leap year
        (date(2040, 12, 31), date(2041, 1, 4)),
    ],
)
def test_a_week_over_the_end_of_february_or_december(start: date, last: date) -> None:
    assert days_of("Monday to Friday", start).last_day(1) == last


@pytest.mark.parametrize("days", [1, 3, 7, 15, 35, 999])
def test_a_sum_of_days_that_misses_the_end_of_a_day_by_its_last_bits_ends_on_it(days: int) -> None:
    added = sum([0.2] * days)
    assert (days_in(added), days_in(days / 5 + 1e-11)) == (days, days)
    later = days_of("CN", FIRST)
    assert later.last_day(added) == later.day(days - 1)
    assert later.first_day(added) == later.first_day(days / 5 - 1e-11) == later.day(days)


def test_what_takes_no_time_ends_on_the_first_day() -> None:
    days = days_of("CN", date(2026, 2, 16))
    assert days.last_day(0) == days.first == date(2026, 2, 24)


def test_the_day_after_a_full_week_is_the_next_one_worked_not_the_next() -> None:
    days = days_of("CN", date(2026, 9, 18))
    # Sunday 20 September is worked, 25 to 27 September are off.
    assert days.last_day(1) == date(2026, 9, 23)
    assert days.first_day(1) == date(2026, 9, 24)
    assert days.first_day(1.2) == date(2026, 9, 28)


def test_a_closure_takes_its_days_out_of_the_count() -> None:
    shut = Window.model_validate({"from": "2026-03-04", "to": "2026-03-09"})
    start = date(2026, 3, 2)
    days = work_days(calendar("CN"), (shut,), start)
    assert [days.day(at) for at in range(4)] == [
        date(2026, 3, day)
        for day in (2, 3, 10, 11)  # 7 and 8 March are a weekend
    ]
    assert days.last_day(1) == date(2026, 3, 12)
    assert work_days(calendar("CN"), (shut,), date(2026, 3, 5)).first == date(2026, 3, 10)


def test_closures_count_their_days_by_the_calendar_whatever_else_is_closed() -> None:
    start = date(2026, 3, 2)
    first_two = Window.model_validate({"every": "month", "first_days": 2})
    first_one = Window.model_validate({"from": "2026-03-02"})
    for closures in ((first_two, first_one), (first_one, first_two)):
        assert work_days(WEEKDAYS_ONLY, closures, start).first == date(2026, 3, 4)


def test_a_working_week_from_sunday_to_thursday() -> None:
    here = Calendar(weekend=frozenset({4, 5}), off=(Off(date(2026, 3, 3), date(2026, 3, 3), "x"),))
    days = work_days(here, (), date(2026, 3, 1))
    assert [days.day(at).day for at in range(6)] == [1, 2, 4, 5, 8, 9]


def test_a_day_that_is_decreed_as_worked_is_worked_even_inside_days_off() -> None:
    saturday = date(2026, 3, 7)
    here = Calendar(
        off=(Off(date(2026, 3, 5), date(2026, 3, 8), "x"),), worked=frozenset({saturday})
    )
    days = work_days(here, (), date(2026, 3, 4))
    assert [days.day(at) for at in range(3)] == [date(2026, 3, 4), saturday, date(2026, 3, 9)]


def test_days_off_and_worked_beyond_the_count_change_nothing() -> None:
    far, start = date(2100, 12, 26), date(2000, 1, 3)
    beyond = date(start.year + REACH + 1, 1, 1)
    here = Calendar(off=(Off(far, beyond, "x"),), worked=frozenset({beyond}))
    days = work_days(here, (), start)
    assert days.day(10**6) == far - 2 * ONE_DAY  # the 25th and 26th are a weekend
    assert days.days.tolist() == [
        day for day in work_days(WEEKDAYS_ONLY, (), start).days.tolist() if day < far.toordinal()
    ]


def test_the_ends_of_the_count_hold() -> None:
    days = days_of("Monday to Friday", date(2026, 3, 2))
    assert days.day(10**7) == date(2126, 12, 31)
    assert days.day(-(10**7)) == date(1926, 1, 1)


@given(calendars, starts, st.integers(-300, 300))
def test_moved_days_are_those_of_a_start_that_many_working_days_later(
    name: str, start: date, later: int
) -> None:
    days = days_of(name, start)
    moved = days.moved(later)
    again = days_of(name, days.day(later))
    assert (moved.first, moved.day(7)) == (again.first, again.day(7))
    assert moved.through(start) == again.through(start)
