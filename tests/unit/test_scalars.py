"""Scalars: what plain words mean, and what their writer may have meant."""

import pytest

from crmtimeline.files.scalars import plain_value, slip


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-0", 0),
        ("300", 300),
        ("+5", 5),
        ("-12", -12),
        ("999999999999999999", 999999999999999999),
        ("9999999999999999999", 1e19),
        ("0.5", 0.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        ("1E+2", 100.0),
        ("-2.5e-1", -0.25),
    ],
)
def test_only_these_are_booleans_nulls_and_numbers(text: str, value: object) -> None:
    found = plain_value(text)
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "text",
    [
        *("yes", "no", "on", "off", "y", "True", "TRUE", "False", "Null", "NULL", "nil"),
        *("0300", "0x1F", "0o17", "0b101", "1_000", "1,000", "12:30", "2027-01-04", "1.2.3"),
        *(".inf", "-.inf", ".nan", "inf", "nan", "NaN", "Infinity", "1e", "e3", "+", "-", "."),
        *("３００", "٣٠٠", "1e99999", "0x", "300人", "- 3", "--3", "华东", "<<", "1 000"),
    ],
)
def test_all_else_is_text(text: str) -> None:
    assert plain_value(text) == text


@pytest.mark.parametrize("text", ["yes", "No", "ON", "off", "y", "N", "True", "FALSE"])
def test_a_word_for_yes_or_no_may_mean_a_boolean(text: str) -> None:
    assert slip(text) == "boolean"


@pytest.mark.parametrize("text", ["0300", "007", "0x1F", "1_000", "1,200,000", "-05", "300"])
def test_what_other_readers_take_for_a_number_may_mean_one(text: str) -> None:
    assert slip(text) == "number"


@pytest.mark.parametrize("text", ["", "300 people", "maybe", "12:30", "one", "1.2.3", "_1", "a1"])
def test_other_words_mean_what_they_say(text: str) -> None:
    assert slip(text) is None
