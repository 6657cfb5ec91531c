"""Simulate: a phase's weeks follow its range, phases slip together, and projects differ."""

from math import exp, log, sqrt
from statistics import NormalDist

import numpy as np
import pytest

from building import estimate_of, run_of
from crmtimeline.engine.draws import normal_column
from crmtimeline.engine.lengths import shape_through

Z90 = NormalDist().inv_cdf(0.9)

ONE_PHASE = "phases: {build: {weeks: {low: 2, likely: 3, high: 8}, $cite}}"
TWO_PHASES = """
phases:
  first: {weeks: {low: 2, high: 4}, $cite}
  second: {weeks: {low: 3, high: 9}, after: [first], $cite}
"""


def common(correlation: float, spread: float) -> str:
    return (
        f"uncertainty: {{correlation: {{value: {correlation}, $cite}},"
        f" project_spread: {{value: {spread}, $cite}}}}\n"
    )


def test_a_range_holds_the_p10_p50_and_p90_of_its_phase() -> None:
    weeks = estimate_of(ONE_PHASE, trials=10_000).total.weeks
    assert (weeks.p10, weeks.p50, weeks.p90) == (2.0, 3.0, 8.0)


def test_each_half_of_a_range_is_a_lognormal_of_its_own() -> None:
    z = np.array([-2.0, -1.0, 0.0, 1.0, 2.0])
    below, above = log(3 / 2) / Z90, log(8 / 3) / Z90
    expected = [3 * exp(-2 * below), 3 * exp(-below), 3, 3 * exp(above), 3 * exp(2 * above)]
    assert shape_through((2.0, 3.0, 8.0)).weeks(z, 0.0) == pytest.approx(expected)


def test_a_range_without_a_likely_value_has_its_geometric_mean_in_the_middle() -> None:
    pack = "phases: {build: {weeks: {low: 2, high: 8}, $cite}}"
    assert estimate_of(pack, trials=10_000).total.weeks.p50 == 4.0
    assert estimate_of(pack).total.scenario.likely == 4.0


def test_a_gate_takes_no_time_in_any_trial() -> None:
    pack = "phases: {gate: {weeks: {low: 0, high: 0}, $cite}}"
    run = run_of(common(0.5, 0.5) + pack)
    assert (run.weeks("gate") == 0).all()
    assert estimate_of(pack).phases[0].gate


def test_a_fixed_length_is_the_same_in_every_trial() -> None:
    run = run_of("phases: {freeze: {weeks: {low: 3, high: 3}, $cite}}")
    assert (run.weeks("freeze") == 3).all()
    assert not estimate_of("phases: {freeze: {weeks: {low: 3, high: 3}, $cite}}").phases[0].gate


def test_project_spread_scales_the_whole_and_fixed_lengths_too() -> None:
    run = run_of(common(0, 0.25) + "phases: {freeze: {weeks: {low: 3, high: 3}, $cite}}")
    expected = 3 * np.exp(0.25 * normal_column(1, "project_spread", len(run.end)))
    assert run.end == pytest.approx(expected)


def test_project_spread_leaves_lags_in_weeks_alone() -> None:
    pack = """
phases:
  first: {weeks: {low: 2, high: 2}, $cite}
  second: {weeks: {low: 2, high: 2}, links: [{from: first, kind: FS, lag_weeks: 5}], $cite}
"""
    run = run_of(common(0, 0.25) + pack)
    factor = np.exp(0.25 * normal_column(1, "project_spread", len(run.end)))
    assert run.end == pytest.approx(4 * factor + 5)


@pytest.mark.parametrize("correlation", [0.0, 0.35, 0.8, 1.0])
def test_log_weeks_of_two_phases_correlate_as_the_pack_says(correlation: float) -> None:
    run = run_of(common(correlation, 0) + TWO_PHASES, trials=20_000)
    logs = np.log([run.weeks("first"), run.weeks("second")])
    assert np.corrcoef(logs)[0, 1] == pytest.approx(correlation, abs=0.02)


def test_project_spread_is_the_deviation_of_log_weeks() -> None:
    run = run_of(common(0, 0.3) + "phases: {freeze: {weeks: {low: 3, high: 3}, $cite}}")
    assert np.log(run.end).std() == pytest.approx(0.3, rel=0.01)


def test_correlation_keeps_the_spread_of_each_phase() -> None:
    for correlation in (0.0, 0.35):
        run = run_of(common(correlation, 0) + TWO_PHASES, trials=20_000)
        deviation = np.log(run.weeks("second")).std()
        assert deviation == pytest.approx(log(3) / (2 * Z90), rel=0.02)


def test_percentiles_of_a_chain_of_fully_correlated_phases_add_up() -> None:
    weeks = estimate_of(common(1, 0) + TWO_PHASES, trials=10_000).total.weeks
    assert weeks.p10 == pytest.approx(5, abs=0.01)
    assert weeks.p50 == pytest.approx(sqrt(8) + sqrt(27), abs=0.01)
    assert weeks.p90 == pytest.approx(13, abs=0.01)


def test_scenarios_put_every_phase_at_the_same_end_of_its_range() -> None:
    scenario = estimate_of(common(0.35, 0.25) + TWO_PHASES).total.scenario
    assert (scenario.low, scenario.high) == (5.0, 13.0)
    assert scenario.likely == round(sqrt(8) + sqrt(27), 2)


def test_a_pack_that_is_silent_on_common_causes_has_none() -> None:
    simulation = estimate_of(TWO_PHASES).simulation
    assert (simulation.correlation, simulation.project_spread) == (0.0, 0.0)


def test_unknown_inputs_that_vary_alike_are_still_drawn_apart() -> None:
    pack = """
inputs:
  x: {range: {low: 1, high: 100}, $cite}
  y: {range: {low: 1, high: 100}, $cite}
phases:
  first: {weeks: {low: 5, high: 5}, $cite}
  second: {weeks: {low: 5, high: 5}, after: [first], $cite}
modifiers:
  by-x: {reads: x, curve: {1: 1, 100: 4}, applies_to: {first: 1}, $cite}
  by-y: {reads: y, curve: {1: 1, 100: 4}, applies_to: {second: 1}, $cite}
"""
    run = run_of(pack)
    assert abs(np.corrcoef(run.weeks("first"), run.weeks("second"))[0, 1]) < 0.1
