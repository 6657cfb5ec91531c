"""Targets: lengths and days as a person says them, in weeks up to which a project keeps them."""

from datetime import date
from pathlib import Path

import pytest

from crmtimeline.cli.claiming import read_claim
from crmtimeline.engine.dating import Dating, dating
from crmtimeline.engine.targets import limit
from crmtimeline.errors import InputError, Place
from crmtimeline.files.calendars import load_calendar

OPTION = "--target"
MONDAY = date(2027, 1, 4)


def dated(start: date = MONDAY, calendar: str | None = None) -> Dating:
    """Return the days of a project."""
    found = load_calendar(calendar, Path(), Place("test")) if calendar else None
    return dating(start, found, [], [])


def weeks_of(text: str, days: Dating | None = None) -> float:
    """Return the weeks that a target says."""
    return limit(read_claim(text, OPTION), days, Place(OPTION))


def refusal(text: str, days: Dating | None = None) -> tuple[str, str]:
    """Return the code and place of what is wrong with a target."""
    with pytest.raises(InputError) as raised:
        weeks_of(text, days)
    (issue,) = raised.value.issues
    return issue.code, str(issue.place)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("12w", 12),
        ("12", 12),
        ("0.5w", 0.5),
        ("12.125", 12.125),
        ("3m", 13),
        ("1m", 52 / 12),
        ("12m", 52),
        ("0.001", 0.001),
        ("5200", 5200),
    ],
)
def test_a_length_is_in_weeks_or_months(text: str, weeks: float) -> None:
    assert weeks_of(text) == pytest.approx(weeks, abs=1e-6)
    assert weeks_of(text, dated()) == weeks_of(text), "whatever the dates"
    assert weeks_of(text) >= weeks, "what ends just then keeps it"


NONSENSE = ["", " ", "w", "twelve", "12d", "12 weeks", "12w 3d", "-12w", "+12w", "1e2", "12,5w"]
TOO_LITTLE = ["0", "0w", "0.0m"]
TOO_MUCH = ["99999", "5200.001w", "1201m", "1" * 400]
NO_DAY = ["2027-06", "2027-06-31", "2027-13-01", "27-06-30", "2027/06/30", "20270630", "2027-W26-3"]
ODD = ["nan", "inf", "12.w", ".5w", "１２w", "12\n3", "12w;ls", "2027-06-30T12:00"]


@pytest.mark.parametrize("text", [*NONSENSE, *TOO_LITTLE, *TOO_MUCH, *NO_DAY, *ODD], ids=repr)
def test_nonsense_is_refused_where_it_stands(text: str) -> None:
    assert refusal(text) == ("P129", OPTION)
    assert refusal(text, dated()) == ("P129", OPTION)


@pytest.mark.parametrize(
    ("day", "weeks"),
    [
        ("2027-01-04", 0.2),
        ("2027-01-08", 1),
        ("2027-01-09", 1),
        ("2027-01-10", 1),
        ("2027-01-11", 1.2),
        ("2027-03-26", 12),
    ],
)
def test_a_day_counts_from_the_start_to_its_end(day: str, weeks: float) -> None:
    assert weeks_of(day, dated()) == pytest.approx(weeks, abs=1e-6)


def test_holidays_do_not_count() -> None:
    start = date(2026, 9, 28)
    assert weeks_of("2026-10-16", dated(start)) == pytest.approx(3)
    with_calendar = weeks_of("2026-10-16", dated(start, "CN"))
    assert with_calendar == pytest.approx(2.2)  # five days off in October, one Saturday worked


def test_nothing_is_done_where_no_day_is_worked() -> None:
    saturday = date(2027, 1, 9)
    assert weeks_of("2027-01-10", dated(saturday)) < 0, "not even what takes no time"


def test_a_day_needs_a_start_and_comes_after_it() -> None:
    assert refusal("2027-06-30") == ("P118", OPTION)
    assert refusal("2027-01-03", dated()) == ("P124", OPTION)
