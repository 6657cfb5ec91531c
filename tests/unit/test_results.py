"""Results: what leaves the engine is rounded, and what is quoted is rounded up."""

from collections.abc import Iterator
from math import ceil
from pathlib import Path
from types import NoneType
from typing import Any

import pytest

from building import estimate_of, phase_of
from crmtimeline.cli.loading import estimate_of as estimate_of_loaded
from crmtimeline.cli.loading import load
from crmtimeline.cli.screen import Speech
from crmtimeline.render.json_document import document

WEEKS = "phases: {{build: {{weeks: {{low: {0}, high: {0}}}, $cite}}}}"
PACK = """
uncertainty: {correlation: {value: 0.35, $cite}, project_spread: {value: 0.25, $cite}}
inputs:
  quality: {levels: [clean, poor], weights: {clean: 0.5, poor: 0.5}, $cite}
phases:
  first: {weeks: {low: 1, high: 3}, $cite}
  second: {weeks: {low: 2, high: 7}, after: [first], $cite}
  beside: {weeks: {low: 0.5, high: 2}, after: [first], $cite}
modifiers:
  by-quality: {reads: quality, levels: {clean: 0.7, poor: 1.4}, applies_to: {second: 0.3}, $cite}
"""


@pytest.mark.parametrize(
    ("weeks", "quoted"), [("10", 10), ("10.01", 11), ("10.49", 11), ("10.99", 11), ("0.2", 1)]
)
def test_a_quote_is_rounded_up_to_whole_weeks(weeks: str, quoted: int) -> None:
    quote = estimate_of(WEEKS.format(weeks)).total.quote
    assert (quote.p50, quote.p80, quote.p90) == (quoted, quoted, quoted)


def test_a_quote_never_rounds_up_what_is_whole_but_for_the_last_bits() -> None:
    pack = "phases:\n  a: {weeks: {low: 0.1, high: 0.1}, $cite}\n"
    pack += "  b: {weeks: {low: 0.2, high: 0.2}, after: [a], $cite}\n"
    pack += "  c: {weeks: {low: 0.7, high: 0.7}, after: [b], $cite}\n"
    assert estimate_of(pack).total.quote.p50 == 1


def test_each_percentile_is_quoted_by_itself() -> None:
    total = estimate_of(PACK).total
    assert [total.quote.p50, total.quote.p80, total.quote.p90] == [
        ceil(total.weeks.p50),
        ceil(total.weeks.p80),
        ceil(total.weeks.p90),
    ]
    assert total.quote.p50 < total.quote.p90


def test_the_curve_meets_the_percentiles_and_never_turns_back() -> None:
    found = estimate_of(PACK)
    points = {point.share: point.weeks for point in found.curve}
    total = found.total.weeks
    assert [points[share] for share in (0.1, 0.5, 0.8, 0.9, 0.95)] == [*vars(total).values()]
    assert list(points.values()) == sorted(points.values())
    assert (min(points), max(points)) == (0.01, 0.99)
    assert {point.date for point in found.curve} == {None}


def test_weeks_are_rounded_to_a_hundredth() -> None:
    assert estimate_of(WEEKS.format(1.23456)).total.weeks.p50 == 1.23
    assert phase_of(estimate_of(WEEKS.format(1.2351)), "build").weeks.likely == 1.24


def test_shares_are_rounded_to_a_thousandth() -> None:
    estimated = estimate_of(PACK, trials=1_700)
    shares = [phase.criticality_index for phase in estimated.phases]
    shares += [driver.variance_share for driver in estimated.drivers]
    assert all(share == round(share, 3) for share in shares)
    assert any(0 < share < 1 for share in shares)


def test_factors_are_rounded_to_six_digits() -> None:
    step = phase_of(estimate_of(PACK, "quality: clean"), "second").trace[1]
    assert step.factor == round(0.7**0.3, 6)


def test_months_are_weeks_of_which_a_year_has_52() -> None:
    assert estimate_of(WEEKS.format(13)).total.months.p50 == 3.0
    assert estimate_of(WEEKS.format(52)).total.scenario_months.likely == 12.0


def test_phases_side_by_side_are_critical_in_the_trials_in_which_they_take_longest() -> None:
    estimated = estimate_of(PACK, trials=10_000)
    second, beside = (phase_of(estimated, name) for name in ("second", "beside"))
    assert phase_of(estimated, "first").criticality_index == 1.0
    assert second.criticality_index + beside.criticality_index == pytest.approx(1, abs=0.001)
    assert 0 < beside.criticality_index < 0.1


def test_total_float_is_that_of_the_likely_scenario() -> None:
    estimated = estimate_of(PACK, "quality: clean")
    second, beside = (phase_of(estimated, name) for name in ("second", "beside"))
    assert second.total_float_weeks == 0.0
    assert beside.total_float_weeks == pytest.approx(
        second.weeks.likely - beside.weeks.likely, abs=0.011
    )


def test_drivers_are_ranked_and_unknowns_carry_their_share() -> None:
    estimated = estimate_of(PACK)
    shares = [driver.variance_share for driver in estimated.drivers]
    assert shares == sorted(shares, reverse=True)
    names = {driver.name for driver in estimated.drivers}
    assert names == {
        "phases.first",
        "phases.second",
        "phases.beside",
        "quality",
        "common_cause",
        "project_spread",
    }
    assert [unknown.input for unknown in estimated.unknowns] == ["quality"]
    by_name = {driver.name: driver.variance_share for driver in estimated.drivers}
    assert estimated.unknowns[0].variance_share == by_name["quality"] > 0


def test_common_causes_that_a_pack_leaves_out_are_no_drivers() -> None:
    pack = PACK.replace(
        "uncertainty: {correlation: {value: 0.35, $cite}, project_spread: {value: 0.25, $cite}}", ""
    )
    names = {driver.name for driver in estimate_of(pack, "quality: clean").drivers}
    assert names == {"phases.first", "phases.second", "phases.beside"}


def test_what_cannot_vary_is_no_driver() -> None:
    assert estimate_of(WEEKS.format(3)).drivers == ()


def test_what_the_variance_is_made_of_adds_up_by_kind() -> None:
    estimated = estimate_of(PACK, trials=10_000)
    shares = estimated.variance_shares
    phases = [each.variance_share for each in estimated.drivers if each.kind == "phase"]
    assert shares.phases == pytest.approx(sum(phases))
    by_name = {each.name: each.variance_share for each in estimated.drivers}
    assert shares.unknowns == by_name["quality"]
    assert shares.common_cause == by_name["common_cause"]
    assert shares.project_spread == by_name["project_spread"]
    parts = (shares.phases, shares.unknowns, shares.common_cause, shares.project_spread)
    assert sum(parts) + shares.together == pytest.approx(1, abs=0.001)


def test_a_share_is_rounded_as_python_rounds_and_not_as_a_version_of_numpy_does() -> None:
    # 0.9785 is a little more than 978.5 thousandths, which a product with 1000 does not show.
    spread = "assume: a, weights: {a: 0.9785, b: 0.0215}"
    pack = f"""
inputs: {{which: {{levels: [a, b], {spread}, $cite}}}}
phases:
  always: {{weeks: {{low: 1, high: 1}}, $cite}}
  maybe: {{weeks: {{low: 2, high: 2}}, when: {{reads: which, is: [a]}}, $cite}}
"""
    phase = phase_of(estimate_of(pack, trials=10_000), "maybe")
    assert phase.criticality_index == 0.979
    assert phase.in_scope == round(1 - round(215 / 10_000, 3), 3)


EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.stem)
def test_no_number_of_numpy_leaves_the_engine(example: Path) -> None:
    loaded = load(str(example), [], None, "en", Speech("en"))
    result = estimate_of_loaded(loaded, trials=300, seed=1, today="2026-11-22")
    kinds = set(leaves(document(result, "en")))
    assert kinds <= {int, float, str, bool, NoneType}


def leaves(value: Any) -> Iterator[type]:
    """Yield the type of every value in a document."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for each in inner:
        yield from leaves(each)
    if not isinstance(value, dict | list):
        yield type(value)
