"""Factors: curves, levels, triples and strengths, in the range by the rules and in the trials."""

from math import exp, log, sqrt

import numpy as np
import pytest

from building import estimate_of, phase_of, run_of

CURVE = """
inputs:
  load: {{number: {{min: 0}}, {load}, $cite}}
phases:
  build: {{weeks: {{low: 10, high: 10}}, $cite}}
modifiers:
  by-load: {{reads: load, curve: {curve}, applies_to: {{build: {strength}}}, $cite}}
"""
LEVELS = """
inputs:
  quality: {levels: [clean, mixed, poor], weights: {clean: 0.25, mixed: 0.5, poor: 0.25}, $cite}
phases:
  build: {weeks: {low: 2, likely: 3, high: 4}, $cite}
  other: {weeks: {low: 2, high: 4}, $cite}
modifiers:
  by-quality:
    reads: quality
    levels: {clean: 0.5, mixed: 1, poor: {low: 1, likely: 1.2, high: 1.5}}
    applies_to: {build: 2}
    $cite
"""


def factor_at(load: float, *, curve: str = "{1: 0.5, 4: 1, 100: 3}", strength: float = 1) -> float:
    """Return what the curve makes of ten fixed weeks, for one."""
    pack = CURVE.format(load="assume: 1", curve=curve, strength=strength)
    return run_of(pack, f"load: {load}").activity("build").weeks[1] / 10


@pytest.mark.parametrize(("load", "factor"), [(1, 0.5), (4, 1.0), (100, 3.0)])
def test_a_curve_passes_through_its_points(load: float, factor: float) -> None:
    assert factor_at(load) == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize(
    ("load", "factor"), [(2, sqrt(0.5)), (20, sqrt(3)), (50, exp(log(3) * log(12.5) / log(25)))]
)
def test_a_curve_is_linear_in_the_logarithms_between_its_points(load: float, factor: float) -> None:
    assert factor_at(load) == pytest.approx(factor, rel=1e-12)


@pytest.mark.parametrize(
    ("load", "factor"), [(0, 0.5), (0.001, 0.5), (0.99, 0.5), (101, 3.0), (1e12, 3.0)]
)
def test_a_curve_is_flat_beyond_its_ends_and_at_nothing(load: float, factor: float) -> None:
    assert factor_at(load) == pytest.approx(factor, rel=1e-12)


def test_a_curve_may_be_written_in_any_order() -> None:
    assert factor_at(20, curve="{100: 3, 1: 0.5, 4: 1}") == factor_at(20)


@pytest.mark.parametrize("strength", [0.5, 1, 2.5])
def test_strength_is_the_power_of_the_factor(strength: float) -> None:
    assert factor_at(20, strength=strength) == pytest.approx(sqrt(3) ** strength, rel=1e-12)


def test_a_level_has_its_factor() -> None:
    assert run_of(LEVELS, "quality: clean").activity("build").weeks == pytest.approx((0.5, 0.75, 1))
    assert run_of(LEVELS, "quality: mixed").activity("build").weeks == (2.0, 3.0, 4.0)


def test_a_factor_of_three_widens_the_range() -> None:
    weeks = run_of(LEVELS, "quality: poor").activity("build").weeks
    assert weeks == pytest.approx((2 * 1, 3 * 1.2**2, 4 * 1.5**2))


def test_a_modifier_leaves_other_phases_alone() -> None:
    assert run_of(LEVELS, "quality: poor").activity("other").weeks == (2.0, sqrt(8), 4.0)


def test_all_stands_for_every_phase_that_is_not_named() -> None:
    pack = LEVELS.replace("{build: 2}", "{all: 1, build: 2}")
    run = run_of(pack, "quality: clean")
    assert run.activity("build").weeks == pytest.approx((0.5, 0.75, 1))
    assert run.activity("other").weeks == pytest.approx((1, sqrt(2), 2))


def test_modifiers_multiply_in_the_order_of_the_pack() -> None:
    pack = (
        LEVELS
        + """
  by-quality-too:
    reads: quality
    levels: {clean: 3, mixed: 3, poor: 3}
    applies_to: {build: 1}
    $cite
"""
    )
    trace = phase_of(estimate_of(pack, "quality: clean"), "build").trace
    assert [step.step for step in trace] == ["base", "by-quality", "by-quality-too"]
    assert [step.factor for step in trace] == [None, 0.25, 3.0]
    assert [step.after.likely for step in trace] == [3.0, 0.75, 2.25]


def test_the_trace_says_what_was_read_and_whether_it_was_assumed() -> None:
    step = phase_of(estimate_of(LEVELS), "build").trace[1]
    assert (step.input, step.value, step.assumed, step.strength) == ("quality", "mixed", True, 2)
    given = phase_of(estimate_of(LEVELS, "quality: poor"), "build").trace[1]
    assert (given.value, given.assumed, given.place) == ("poor", False, "pack.yaml:14")


def test_an_unknown_input_is_assumed_in_the_range_and_drawn_in_the_trials() -> None:
    pack = CURVE.format(
        load="weights: {1: 0.5, 4: 0.3, 100: 0.2}", curve="{1: 0.5, 4: 1, 100: 3}", strength=1
    )
    run = run_of(pack, trials=1_000)
    assert run.activity("build").weeks == pytest.approx((5, 5, 5))
    values, counts = np.unique(run.weeks("build").round(9), return_counts=True)
    assert values.tolist() == [5.0, 10.0, 30.0]
    assert counts.tolist() == [500, 300, 200]


def test_an_unknown_number_is_drawn_along_its_curve() -> None:
    pack = CURVE.format(
        load="range: {low: 2, high: 50}", curve="{0.001: 0.001, 1000: 1000}", strength=1
    )
    weeks = np.sort(run_of(pack, trials=10_000).weeks("build"))
    assert weeks[[999, 4_999, 8_999]] == pytest.approx([20, 100, 500], rel=2e-3)


def test_a_level_that_is_drawn_gives_its_trials_its_own_range() -> None:
    run = run_of(LEVELS, trials=10_000)
    level = run.inputs["quality"].draw
    assert level is not None
    poor = run.weeks("build")[level.index == level.values.index("poor")]  # type: ignore[union-attr]
    assert np.quantile(poor, [0.1, 0.5, 0.9]) == pytest.approx([2, 4.32, 9], rel=0.03)


def test_a_range_by_level_is_chosen_by_the_input() -> None:
    pack = """
inputs:
  depth: {levels: [none, deep], weights: {none: 0.5, deep: 0.5}, $cite}
phases:
  build:
    weeks_by:
      reads: depth
      levels: {none: {low: 0, high: 0}, deep: {low: 8, likely: 10, high: 16}}
    $cite
"""
    assert run_of(pack, "depth: deep").activity("build").weeks == (8.0, 10.0, 16.0)
    assert run_of(pack, "depth: none").activity("build").weeks == (0.0, 0.0, 0.0)
    drawn = run_of(pack, trials=10_000).weeks("build")
    assert (drawn == 0).sum() == 5_000
    assert np.quantile(drawn[drawn > 0], [0.1, 0.5, 0.9]) == pytest.approx([8, 10, 16], rel=0.03)


def test_a_range_of_the_user_replaces_the_rules_and_is_traced_as_such() -> None:
    profile = "quality: poor\nphases: {build: {weeks: {low: 3, high: 12}, note: quoted}}"
    phase = phase_of(estimate_of(LEVELS, profile), "build")
    assert (phase.weeks.low, phase.weeks.likely, phase.weeks.high) == (3.0, 6.0, 12.0)
    assert [(step.step, step.place) for step in phase.trace] == [("profile", "profile.yaml:2")]
    assert phase.cite is not None
    assert phase.cite.note == "quoted"
