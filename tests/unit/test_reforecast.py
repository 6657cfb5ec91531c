"""Re-forecast: trials weighted by what has happened are what integration over all causes gives."""

from math import log, sqrt
from typing import NamedTuple

import numpy as np
import pytest

from building import estimate_of, phase_of
from crmtimeline.engine.draws import Floats
from crmtimeline.model.dated import ProgressShown
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.figures import Range, Spread
from crmtimeline.render.json_document import estimate_json

Z90 = 1.2815515655446004
CORRELATION, SPREAD = 0.35, 0.25
TRIALS = 40_000
CLOSE = 0.01
"""How far the trials may lie from the integral: half of what is promised."""

Triple = tuple[float, float, float]
FINE = 0.02
LOG_WEEKS: Floats = np.arange(-3, 6, FINE)
LOG_MORE: Floats = np.arange(0, 4, FINE)

CHAIN = """
phases:
  first: {weeks: {low: 2, high: 4}, $cite}
  second: {weeks: {low: 3, high: 9}, after: [first], $cite}
"""
FIXED = """
phases:
  first: {weeks: {low: 3, high: 3}, $cite}
  second: {weeks: {low: 2, high: 2}, after: [first], $cite}
"""
UNEQUAL = """
phases:
  first: {weeks: {low: 2, likely: 2.4, high: 6}, $cite}
  second: {weeks: {low: 2, likely: 5, high: 6}, after: [first], $cite}
  third: {weeks: {low: 3, likely: 3.5, high: 9}, after: [second], $cite}
"""
UNKNOWN = """
inputs:
  quality:
    levels: [clean, mixed, poor]
    weights: {clean: 0.25, mixed: 0.5, poor: 0.25}
    $cite
phases:
  first: {weeks: {low: 2, high: 4}, $cite}
  second: {weeks: {low: 3, likely: 4, high: 8}, after: [first], $cite}
modifiers:
  by-quality:
    reads: quality
    levels: {clean: 0.6, mixed: 1, poor: {low: 1.4, likely: 1.8, high: 2.4}}
    applies_to: {first: 1, second: 0.5}
    $cite
"""
FIRST_IN_4_WEEKS = """
start: 2027-01-04
as_of: 2027-01-29
progress: {first: {started: 2027-01-04, finished: 2027-01-29}}
"""


def common(correlation: float = CORRELATION, spread: float = SPREAD) -> str:
    return (
        f"uncertainty: {{correlation: {{value: {correlation}, $cite}},"
        f" project_spread: {{value: {spread}, $cite}}}}\n"
    )


def told(estimated: Estimate) -> ProgressShown:
    """Return what an estimate says of progress."""
    assert estimated.progress is not None
    return estimated.progress


def figures(spread: Spread) -> list[float]:
    return [spread.p10, spread.p50, spread.p80, spread.p90]


class Integral(NamedTuple):
    """The whole's P10, P50, P80 and P90, and the share of each level of the unknown input."""

    weeks: list[float]
    levels: list[float]


class Causes:
    """A grid over Z, G and the levels of one unknown input, with how likely each point is.

    Points are rows; a density of log weeks has a jump along G alone, where G is spaced closely.
    """

    def __init__(self, chances: list[float]) -> None:
        axes = np.linspace(-6, 6, 41), np.linspace(-6, 6, 241), np.arange(len(chances))
        z, g, self.level = (each.ravel() for each in np.meshgrid(*axes, indexing="ij"))
        self.weights = np.exp(-(z * z + g * g) / 2) * np.array(chances)[self.level]
        self._z, self._g = z[:, None], g[:, None]

    def density(self, ranges: list[Triple], log_weeks: Floats) -> Floats:
        """Return the density of a phase's log weeks at every point; `ranges` are by level."""
        low, likely, high = np.log(np.array(ranges))[self.level].T[:, :, None]
        above = log_weeks - likely - SPREAD * self._g
        slope = np.where(above < 0, likely - low, high - likely) / Z90
        own = (above / slope - sqrt(CORRELATION) * self._z) / sqrt(1 - CORRELATION)
        density: Floats = np.exp(-own * own / 2) / (slope * sqrt(1 - CORRELATION))
        return density


def integral(
    phases: list[list[Triple]],
    finished: list[float],
    running: float | None = None,
    chances: tuple[float, ...] = (1.0,),
) -> Integral:
    """Return the integral for phases in a row, of which one or two are not finished yet.

    `phases` are ranges by level, `finished` the weeks of the first of them, `running` those of the
    next one so far.
    """
    causes = Causes(list(chances))
    weights = causes.weights
    for ranges, weeks in zip(phases, finished, strict=False):
        weights = weights * causes.density(ranges, np.array([log(weeks)]))[:, 0]
    left: list[tuple[Floats, Floats]] = []  # log weeks, and their density at every point
    for number, ranges in enumerate(phases[len(finished) :]):
        grid = LOG_WEEKS if number or running is None else log(running) + LOG_MORE
        at: Floats = grid + FINE / 2
        left.append((at, causes.density(ranges, at)))
    longer = weights if running is None else weights * left[0][1].sum(axis=1)
    by_level = np.bincount(causes.level, longer)
    totals = sum(finished) + np.exp(left[0][0])
    joint = weights @ left[0][1]
    if len(left) == 2:
        totals = totals[:, None] + np.exp(left[1][0])
        joint = (left[0][1] * weights[:, None]).T @ left[1][1]
    order = np.argsort(totals, axis=None)
    chance = joint.ravel()[order] / joint.sum()
    weeks_at = np.interp((0.1, 0.5, 0.8, 0.9), chance.cumsum() - chance / 2, totals.ravel()[order])
    return Integral(weeks_at.tolist(), (by_level / by_level.sum()).tolist())


def test_the_rest_after_a_finished_phase_of_unequal_slopes_is_the_integral() -> None:
    found = estimate_of(common() + UNEQUAL, FIRST_IN_4_WEEKS, trials=TRIALS)
    expected = integral([[(2, 2.4, 6)], [(2, 5, 6)], [(3, 3.5, 9)]], finished=[4.0])
    assert figures(found.total.weeks) == pytest.approx(expected.weeks, rel=CLOSE)


def test_a_phase_shorter_than_likely_is_judged_by_the_slope_below() -> None:
    pack = common() + UNEQUAL
    progress = """
start: 2027-01-04
as_of: 2027-02-02
progress:
  first: {started: 2027-01-04, finished: 2027-01-14}
  second: {started: 2027-01-15, finished: 2027-02-02}
"""
    found = estimate_of(pack, progress, trials=TRIALS)
    expected = integral([[(2, 2.4, 6)], [(2, 5, 6)], [(3, 3.5, 9)]], finished=[1.8, 2.6])
    assert figures(found.total.weeks) == pytest.approx(expected.weeks, rel=CLOSE)


def quality_integral() -> Integral:
    """Return the integral of `UNKNOWN` once its first phase took 5 weeks."""
    root = [sqrt(factor) for factor in (1.4, 1.8, 2.4)]
    first = [
        (2 * 0.6, sqrt(8) * 0.6, 4 * 0.6),
        (2, sqrt(8), 4),
        (2 * 1.4, sqrt(8) * 1.8, 4 * 2.4),
    ]
    second = [
        (3 * sqrt(0.6), 4 * sqrt(0.6), 8 * sqrt(0.6)),
        (3, 4, 8),
        (3 * root[0], 4 * root[1], 8 * root[2]),
    ]
    return integral([first, second], finished=[5.0], chances=(0.25, 0.5, 0.25))


def quality_forecast() -> Estimate:
    return estimate_of(
        common() + UNKNOWN, FIRST_IN_4_WEEKS.replace("01-29", "02-05"), trials=TRIALS
    )


def test_the_rest_under_an_unknown_input_is_the_integral_over_its_levels() -> None:
    expected = quality_integral()
    assert figures(quality_forecast().total.weeks) == pytest.approx(expected.weeks, rel=CLOSE)


def test_what_is_learned_of_an_unknown_input_is_its_share_in_the_integral() -> None:
    (learned,) = told(quality_forecast()).learned
    assert (learned.input, learned.value, learned.before) == ("quality", "poor", 0.25)
    assert learned.after == pytest.approx(quality_integral().levels[2], abs=0.01)
    assert learned.after > 2 * learned.before


RUNNING = """
start: 2027-01-04
as_of: 2027-03-03
progress:
  first: {started: 2027-01-04, finished: 2027-01-29}
  second: {started: 2027-02-01}
"""


def test_the_rest_of_a_running_phase_and_the_next_is_the_integral_given_its_survival() -> None:
    found = estimate_of(common() + UNEQUAL, RUNNING, trials=TRIALS)
    phases: list[list[Triple]] = [[(2, 2.4, 6)], [(2, 5, 6)], [(3, 3.5, 9)]]
    expected = integral(phases, finished=[4.0], running=4.6)
    assert figures(found.total.weeks) == pytest.approx(expected.weeks, rel=CLOSE)


def test_a_running_phase_says_what_it_must_of_an_unknown_input() -> None:
    progress = "start: 2027-01-04\nas_of: 2027-02-05\nprogress: {first: {started: 2027-01-04}}\n"
    found = estimate_of(common() + UNKNOWN.replace("second: 0.5", ""), progress, trials=TRIALS)
    first = [(1.2, sqrt(8) * 0.6, 2.4), (2.0, sqrt(8), 4.0), (2.8, sqrt(8) * 1.8, 9.6)]
    phases: list[list[Triple]] = [first, [(3, 4, 8)] * 3]
    expected = integral(phases, [], 5.0, (0.25, 0.5, 0.25))
    assert figures(found.total.weeks) == pytest.approx(expected.weeks, rel=CLOSE)
    assert told(found).learned[0].after == pytest.approx(expected.levels[2], abs=0.01)


def test_an_input_that_acts_on_nothing_begun_keeps_its_shares() -> None:
    pack = common() + UNKNOWN.replace("first: 1, ", "")
    assert told(estimate_of(pack, FIRST_IN_4_WEEKS)).learned == ()


def test_what_the_user_knows_of_the_rest_replaces_the_rules() -> None:
    pack = common(0, 0) + "phases: {build: {weeks: {low: 10, high: 20}, $cite}}"
    progress = """
start: 2027-01-04
as_of: 2027-01-08
progress: {build: {started: 2027-01-04, remaining_weeks: {low: 1, likely: 2, high: 6}}}
"""
    found = estimate_of(pack, progress, trials=10_000).total
    assert (found.weeks.p10, found.weeks.p50, found.weeks.p90) == (2, 3, 7)
    assert found.scenario == Range(2, 3, 7)


def test_a_running_phase_with_nothing_left_ends_with_the_day() -> None:
    progress = RUNNING.replace("02-01}", "02-01, remaining_weeks: {low: 0, high: 0}}")
    second = phase_of(estimate_of(common() + UNEQUAL, progress), "second")
    assert figures(second.finish) == [8.6] * 4


def test_progress_of_nothing_is_no_progress() -> None:
    start = "start: 2027-01-04\n"
    plain = estimate_of(common() + UNKNOWN, start)
    empty = estimate_of(common() + UNKNOWN, f"{start}progress: {{}}\n")
    assert empty == plain
    assert estimate_json(empty).encode() == estimate_json(plain).encode()


def test_the_same_progress_gives_the_same_bytes() -> None:
    first, second = (
        estimate_json(estimate_of(common() + UNKNOWN, FIRST_IN_4_WEEKS)) for _ in range(2)
    )
    assert first.encode() == second.encode()


def test_a_project_all_finished_has_no_width() -> None:
    progress = """
start: 2027-01-04
as_of: 2027-03-01
progress:
  first: {started: 2027-01-04, finished: 2027-01-15}
  second: {started: 2027-01-20, finished: 2027-02-02}
"""
    total = estimate_of(common() + CHAIN, progress).total
    assert set(vars(total.weeks).values()) == {4.4}
    assert total.scenario == Range(4.4, 4.4, 4.4)
    assert total.finish_date is not None
    assert {str(day) for day in vars(total.finish_date).values()} == {"2027-02-02"}


def test_a_project_that_ran_long_is_forecast_longer_and_narrower() -> None:
    found = estimate_of(common() + CHAIN, FIRST_IN_4_WEEKS)
    plan, forecast = told(found).plan_weeks, found.total.weeks
    assert told(found).pace == pytest.approx(sqrt(2), abs=0.01)
    assert forecast.p50 > plan.p50 + (4 - sqrt(8))  # also what is to come takes longer
    assert (forecast.p90 - forecast.p10) / forecast.p50 < (plan.p90 - plan.p10) / plan.p50
    assert told(found).later_weeks.p50 == pytest.approx(forecast.p50 - plan.p50, abs=0.02)


def test_a_project_that_ran_short_is_forecast_shorter() -> None:
    found = estimate_of(common() + CHAIN, FIRST_IN_4_WEEKS.replace("01-29", "01-15"))
    assert found.total.weeks.p50 < told(found).plan_weeks.p50 - (sqrt(8) - 2)


def test_the_plan_beside_a_forecast_is_the_estimate_without_progress() -> None:
    plan = estimate_of(common() + UNEQUAL, "start: 2027-01-04")
    shown = told(estimate_of(common() + UNEQUAL, RUNNING))
    assert (shown.plan_weeks, shown.plan_finish_date) == (plan.total.weeks, plan.total.finish_date)
    assert [each.plan_duration for each in shown.phases] == [each.duration for each in plan.phases]


def test_phases_to_come_start_no_earlier_than_the_day_after() -> None:
    waiting = FIRST_IN_4_WEEKS.replace("as_of: 2027-01-29", "as_of: 2027-02-10")
    second = phase_of(estimate_of(common() + CHAIN, waiting), "second")
    assert figures(second.start) == [5.6] * 4
    assert second.start_date is not None
    assert {str(day) for day in vars(second.start_date).values()} == {"2027-02-11"}


@pytest.mark.parametrize("trials", [100, 2_000, 10_000])
@pytest.mark.parametrize(
    "as_happened",
    [
        "{started: 2027-01-04, finished: 2027-01-29}",
        "{started: 2027-01-04, finished: 2027-06-11}",  # 23 weeks, 8 times as long as likely
        "{started: 2027-01-04, finished: 2027-01-05}",
        "{started: 2027-01-04}",  # 23 weeks and not done
    ],
)
def test_enough_trials_count_whatever_has_happened(trials: int, as_happened: str) -> None:
    progress = f"start: 2027-01-04\nas_of: 2027-06-11\nprogress: {{first: {as_happened}}}\n"
    shown = told(estimate_of(common() + CHAIN, progress, trials=trials))
    assert shown.effective_trials >= 2_000
    assert shown.trials >= shown.effective_trials
    assert not shown.rough


def test_a_phase_that_took_eight_times_as_long_is_forecast_by_the_integral() -> None:
    progress = FIRST_IN_4_WEEKS.replace("01-29", "06-11")
    found = estimate_of(common() + CHAIN, progress, trials=TRIALS)
    expected = integral([[(2, sqrt(8), 4)], [(3, sqrt(27), 9)]], finished=[23.0])
    assert figures(found.total.weeks) == pytest.approx(expected.weeks, rel=CLOSE)


def test_without_common_causes_a_phase_teaches_nothing_of_the_next() -> None:
    plan = estimate_of(common(0, 0) + CHAIN, "start: 2027-01-04")
    found = estimate_of(common(0, 0) + CHAIN, FIRST_IN_4_WEEKS)
    assert phase_of(found, "second").duration == phase_of(plan, "second").duration


def test_a_phase_at_its_p90_puts_one_fully_correlated_with_it_at_its_own() -> None:
    found = phase_of(estimate_of(common(1, 0) + CHAIN, FIRST_IN_4_WEEKS), "second")
    assert figures(found.duration) == pytest.approx([9] * 4, rel=0.05)
    assert found.duration.p50 == pytest.approx(9, rel=0.01)


def test_fixed_lengths_stay_as_they_are_without_project_spread() -> None:
    progress = FIRST_IN_4_WEEKS.replace("01-29", "01-22")
    assert figures(estimate_of(FIXED, progress).total.weeks) == [5.0] * 4


def test_a_fixed_length_that_is_exceeded_goes_on_for_days_at_most() -> None:
    progress = "start: 2027-01-04\nas_of: 2027-01-29\nprogress: {first: {started: 2027-01-04}}\n"
    weeks = figures(estimate_of(FIXED, progress).total.weeks)
    assert weeks[0] >= 6
    assert weeks[-1] <= 6.2


def test_fixed_lengths_tell_the_project_spread_from_what_they_took() -> None:
    found = phase_of(estimate_of(common(0, 0.25) + FIXED, FIRST_IN_4_WEEKS), "second")
    assert found.duration.p50 == pytest.approx(2 * 4 / 3, rel=0.01)
    assert found.duration.p90 < 1.04 * found.duration.p50


@pytest.mark.parametrize(("correlation", "spread"), [(1, 0), (0, 0), (1, 0.25), (0, 0.25)])
@pytest.mark.parametrize("pack", [CHAIN, FIXED])
def test_a_running_phase_goes_on_under_any_common_causes(
    pack: str, correlation: float, spread: float
) -> None:
    progress = "start: 2027-01-04\nas_of: 2027-01-15\nprogress: {first: {started: 2027-01-04}}\n"
    found = estimate_of(common(correlation, spread) + pack, progress)
    first = phase_of(found, "first").duration
    assert 2 <= first.p10 <= first.p50 <= first.p90 < 7
    assert told(found).effective_trials >= 2_000


def test_a_phase_begun_today_keeps_its_range() -> None:
    progress = "start: 2027-01-04\nas_of: 2027-01-04\nprogress: {build: {started: 2027-01-04}}\n"
    for low, high in ((10, 10), (4, 5), (3, 9)):
        pack = common(0, 0) + f"phases: {{build: {{weeks: {{low: {low}, high: {high}}}, $cite}}}}"
        found = estimate_of(pack, progress, trials=10_000).total.weeks
        assert (found.p10, found.p90) == pytest.approx((low, high), abs=0.2)


def test_a_phase_runs_that_has_no_length_at_the_usual_value() -> None:
    pack = """
inputs: {kind: {levels: [none, some], weights: {none: 0.6, some: 0.4}, $cite}}
phases:
  first:
    weeks_by: {reads: kind, levels: {none: {low: 0, high: 0}, some: {low: 2, high: 4}}}
    $cite
"""
    progress = "start: 2027-01-04\nas_of: 2027-01-08\nprogress: {first: {started: 2027-01-04}}\n"
    found = estimate_of(pack, progress, trials=10_000)
    assert told(found).learned[0].after == 1.0
    assert found.total.weeks.p50 == pytest.approx(sqrt(8), abs=0.03)
