"""Tally: counts of parts add up to those of the whole, and a summary says what they mean."""

from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import pack_from
from crmtimeline.bulk.chunks import batch_row
from crmtimeline.bulk.rows import Outcome
from crmtimeline.bulk.tally import MOST_SHOWN, Tally
from crmtimeline.model.batch import BatchSummary, ErrorRows, RowError, Tenths, Whole
from crmtimeline.model.estimate import Total
from crmtimeline.model.figures import Quote, Range, TotalSpread
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.batch_summary import summary_lines
from crmtimeline.render.layout import plain

PACK = pack_from(
    """
inputs:
  size: {title: {en: Size, zh-CN: 规模, zh-TW: 規模}, range: {low: 1, high: 2}, $cite}
  mood: {levels: [good, bad], weights: {good: 1}, $cite}
phases: {build: {weeks: {low: 2, high: 4}, $cite}}
"""
).pack
RANGE = Range(1.0, 2.0, 3.0)


def outcome(p50: int, *, widest: str | None = "size", pack: str = "trial") -> Outcome:
    """Return what became of a profile that takes so many weeks, and twice as many at P80."""
    spread = TotalSpread(1.0, float(p50), 2.0 * p50, 3.0 * p50, 4.0 * p50)
    total = Total(spread, spread, RANGE, RANGE, Quote(p50, 2 * p50, 3 * p50), None)
    found = Whole(total, (), frozenset({"size", "mood"}), widest)
    renamed = PACK.model_copy(update={"id": pack})
    return Outcome("deals.csv:2", None, {}, renamed, found)


def failed(code: str) -> Outcome:
    """Return what became of a profile with an error."""
    return Outcome("deals.csv:2", None, {}, error=RowError(code, "deals.csv:2", "wrong", ()))


def tally(*outcomes: Outcome, language: Language = "en", first: int = 1) -> Tally:
    """Return the count of some outcomes, the first of which makes such a row."""
    counted = Tally(language)
    for number, each in enumerate(outcomes, first):
        counted.add(each, batch_row(number, each))
    return counted


def summary(*outcomes: Outcome) -> BatchSummary:
    """Return the summary of some outcomes."""
    return tally(*outcomes).summary()


def test_rows_and_errors_are_counted() -> None:
    found = summary(outcome(4), failed("P104"), failed("F117"), failed("P104"))
    assert (found.rows, found.failed) == (4, 3)
    assert found.errors == (ErrorRows("F117", 1), ErrorRows("P104", 2))


def test_the_first_errors_are_told() -> None:
    found = summary(outcome(4), *(failed(f"P10{number}") for number in range(9)))
    assert [each.code for each in found.first] == [f"P10{number}" for number in range(MOST_SHOWN)]
    told = plain(summary_lines(found, 80, "en")).splitlines()
    assert told[0] == "deals.csv:2: error P100: wrong"


def test_tenths_are_weeks_that_so_many_rows_do_not_exceed() -> None:
    (pack,) = summary(*(outcome(weeks) for weeks in range(10, 0, -1))).packs
    assert (pack.pack, pack.rows) == ("trial 1", 10)
    assert (pack.p50, pack.p80) == (Tenths(1, 5, 9), Tenths(2, 10, 18))
    (pack,) = summary(outcome(7)).packs
    assert pack.p50 == Tenths(7, 7, 7)


def test_packs_are_told_apart() -> None:
    found = summary(outcome(4, pack="b"), outcome(5, pack="a"), outcome(6, pack="b"))
    assert [(each.pack, each.rows) for each in found.packs] == [("a 1", 1), ("b 1", 2)]


def test_the_unknown_input_that_widens_most_often_comes_first() -> None:
    found = summary(outcome(1, widest="mood"), outcome(1), outcome(1), outcome(1, widest=None))
    assert [(each.title, each.widest, each.unknown) for each in found.unknowns] == [
        ("Size", 2, 4),
        ("mood", 1, 4),
    ]


def test_nothing_makes_a_summary_too() -> None:
    assert summary() == BatchSummary(0, 0, (), (), (), ())
    assert "0" in plain(summary_lines(summary(), 80, "en"))


outcomes = st.one_of(
    st.integers(1, 30).map(outcome),
    st.sampled_from(["P104", "F117"]).map(failed),
    st.just(outcome(3, widest="mood", pack="other")),
)


@given(st.lists(st.lists(outcomes, max_size=4), max_size=4))
def test_parts_in_any_order_add_up_to_the_whole(parts: list[list[Outcome]]) -> None:
    def merged(one: Tally, other: Tally) -> Tally:
        one.merge(other)
        return one

    whole = summary(*(each for part in parts for each in part))
    firsts = [sum(map(len, parts[:at])) + 1 for at in range(len(parts))]
    numbered = list(zip(parts, firsts, strict=True))
    for order in (numbered, numbered[::-1]):
        counted = (tally(*part, first=first) for part, first in order)
        assert reduce(merged, counted, Tally("en")).summary() == whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_is_told_in_every_language_and_fits(language: Language) -> None:
    counted = tally(outcome(4), outcome(1200), failed("P104"), language=language)
    lines = plain(summary_lines(counted.summary(), 60, language)).splitlines()
    text = "\n".join(lines)
    assert {"en": "Size", "zh-CN": "规模", "zh-TW": "規模"}[language] in text
    assert "P104" in lines[1]
    assert "1,200" in text
    assert "Message(" not in text
