"""Targets: lengths and days as a person says them, in weeks."""

from datetime import date
from pathlib import Path

import pytest

from crmtimeline.engine.dating import Dating, dating
from crmtimeline.engine.targets import target_weeks
from crmtimeline.errors import InputError, Place
from crmtimeline.files.calendars import load_calendar

PLACE = Place("--target")
MONDAY = date(2027, 1, 4)


def dated(start: date = MONDAY, calendar: str | None = None) -> Dating:
    """Return the days of a project."""
    found = load_calendar(calendar, Path(), Place("test")) if calendar else None
    return dating(start, found, [], [])


def refusal(text: str, days: Dating | None = None) -> tuple[str, str]:
    """Return the code and place of what is wrong with a target."""
    with pytest.raises(InputError) as raised:
        target_weeks(text, days, PLACE)
    (issue,) = raised.value.issues
    return issue.code, str(issue.place)


@pytest.mark.parametrize(
    ("text", "weeks"),
    [
        ("12w", 12),
        ("12", 12),
        ("12 w", 12),
        (" 12W ", 12),
        ("0.5w", 0.5),
        ("12.125", 12.125),
        ("3m", 13),
        ("1M", 52 / 12),
        ("12m", 52),
        ("0.001", 0.001),
        ("5200", 5200),
    ],
)
def test_a_length_is_in_weeks_or_months(text: str, weeks: float) -> None:
    assert target_weeks(text, None, PLACE) == pytest.approx(weeks, abs=1e-12)
    assert target_weeks(text, dated(), PLACE) == target_weeks(text, None, PLACE)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "w",
            "twelve",
            "12d",
            "12 weeks",
            "12w 3d",
            "-12w",
            "+12w",
            "1e2",
            "12,5w",
            "0x10",
        ),
        *("0", "0w", "0.0m", "0.0004", "nan", "inf", "12.w", ".5w", "１２w", "12\n3", "12;ls"),
        *("99999", "99999w", "99999m", "1" * 400, "0.1234567890123456789"),
        *("2027-06", "2027-06-31", "2027-13-01", "27-06-30", "2027/06/30", "30.06.2027"),
        *("2027-06-30T12:00", "1899-12-31", "2200-01-01", "9999-12-31"),
    ],
)
def test_nonsense_is_refused_where_it_stands(text: str) -> None:
    assert refusal(text) == ("P129", "--target")
    assert refusal(text, dated()) == ("P129", "--target")


@pytest.mark.parametrize(
    ("day", "weeks"),
    [
        ("2027-01-04", 0.2),
        ("2027-01-08", 1),
        ("2027-01-09", 1),
        ("2027-01-10", 1),
        ("2027-01-11", 1.2),
        (" 2027-03-26 ", 12),
        ("2027-01-03", 0),
        ("2026-01-01", 0),
    ],
)
def test_a_day_counts_from_the_start_to_its_end(day: str, weeks: float) -> None:
    assert target_weeks(day, dated(), PLACE) == pytest.approx(weeks, abs=1e-12)


def test_holidays_do_not_count() -> None:
    with_them = target_weeks("2026-10-16", dated(date(2026, 9, 28)), PLACE)
    without = target_weeks("2026-10-16", dated(date(2026, 9, 28), "CN"), PLACE)
    assert with_them == 3
    assert without == pytest.approx(2.2)  # five days of the National Day week off, one worked


def test_a_day_needs_a_start() -> None:
    assert refusal("2027-06-30") == ("P118", "--target")
