"""Numbers: rounded for people, and never to something that they are not."""

import pytest

from crmtimeline.render.numbers import factor, number, percent, weeks


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (0.0, "0"),
        (3, "3"),
        (2.5, "2.5"),
        (0.333333, "0.333"),
        (8.6667, "8.67"),
        (316.2, "316"),
        (999.4, "999"),
        (1200, "1,200"),
        (1200.4, "1,200"),
        (273861.28, "274,000"),
        (1e15, "1,000,000,000,000,000"),
        (-4, "-4"),
        (float("inf"), "inf"),
        (float("nan"), "nan"),
    ],
)
def test_a_number_of_things(value: float, shown: str) -> None:
    assert number(value) == shown


def test_a_number_just_below_a_thousand_is_not_in_powers_of_ten() -> None:
    assert number(999.9) == "1,000"


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0.0"),
        (0.04, "0.0"),
        (0.05, "0.1"),
        (9.94, "9.9"),
        (9.96, "10.0"),
        (99.94, "99.9"),
        (99.95, "100"),
        (99.96, "100"),
        (100, "100"),
        (240.5, "240"),
        (1040, "1040"),
    ],
)
def test_weeks(value: float, shown: str) -> None:
    assert weeks(value) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        (0, "0 %"),
        (0.001, "<1 %"),
        (0.0049, "<1 %"),
        (0.006, "1 %"),
        (0.114, "11 %"),
        (0.999, "100 %"),
        (1, "100 %"),
    ],
)
def test_a_share(share: float, shown: str) -> None:
    assert percent(share) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(1, "x1.00"), (1.154, "x1.15"), (0.6, "x0.60"), (18, "x18.00")]
)
def test_a_factor(value: float, shown: str) -> None:
    assert factor(value) == shown
