"""Evidence: density of what is finished, survival of what runs, and what is left beyond it."""

from math import erfc, exp, inf, log, pi, sqrt
from statistics import NormalDist

import numpy as np
import pytest

from crmtimeline.engine.draws import Floats
from crmtimeline.engine.evidence import (
    Around,
    beyond,
    length_beyond,
    log_density,
    log_survival,
    log_upper_tail,
)
from crmtimeline.engine.lengths import Shape, shape_through

NORMAL = NormalDist()
Z90 = NORMAL.inv_cdf(0.9)

UNEQUAL = shape_through((2.0, 3.0, 8.0))
BELOW, ABOVE = log(3 / 2) / Z90, log(8 / 3) / Z90

TENTHS = np.array([0.1, 0.5, 0.9])


def alone(trials: int = 1) -> Around:
    """Return trials in which an activity shares nothing with others."""
    return Around(np.zeros(trials), np.zeros(trials), 1.0)


def shares_beyond(z: float) -> Floats:
    return beyond(np.full(3, z), TENTHS)


@pytest.mark.parametrize("z", [-8.0, -3.0, -0.5, 0.0, 1.0, 5.0, 12.0, 19.9])
def test_the_upper_tail_is_that_of_the_normal(z: float) -> None:
    assert log_upper_tail(np.array([z]))[0] == pytest.approx(log(erfc(z / sqrt(2)) / 2), rel=1e-12)


@pytest.mark.parametrize("z", [20.0, 30.0, 60.0, 1e4])
def test_the_far_tail_follows_its_series(z: float) -> None:
    series = 1 - 1 / z**2 + 3 / z**4
    expected = -z * z / 2 - log(z * sqrt(2 * pi)) + log(series)
    assert log_upper_tail(np.array([z]))[0] == pytest.approx(expected, rel=2e-5)


def test_the_tail_falls_all_the_way() -> None:
    tails = log_upper_tail(np.array([-inf, -40.0, 0.0, 10.0, 19.9, 20.1, 30.0, 60.0, 1e150]))
    assert tails[0] == 0
    assert (np.diff(tails[1:]) < 0).all()
    assert np.isfinite(tails).all()
    assert log_upper_tail(np.array([inf]))[0] == -inf


@pytest.mark.parametrize("z", [-9.0, -2.0, 0.0, 1.5, 6.0])
def test_what_exceeds_z_has_the_quantiles_of_the_tail(z: float) -> None:
    tail = erfc(z / sqrt(2)) / 2
    expected = [-NORMAL.inv_cdf(tail * (1 - share)) for share in TENTHS]
    assert shares_beyond(z) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("z", [20.0, 30.0, 60.0])
def test_what_exceeds_a_far_z_keeps_its_shares(z: float) -> None:
    found = shares_beyond(z)
    assert z < found[0] < found[1] < found[2]
    left = log_upper_tail(found) - log_upper_tail(np.full(3, z))
    assert left == pytest.approx(np.log(1 - TENTHS), abs=0.02)


def test_the_near_and_the_far_tail_meet() -> None:
    assert shares_beyond(19.9999) == pytest.approx(shares_beyond(20.0001), abs=0.001)


def test_the_density_is_that_of_a_lognormal_with_two_slopes() -> None:
    common, project, own = np.array([0.0, 0.4, -0.7]), np.array([0.0, -0.2, 0.5]), 0.8
    around = Around(common, project, own)
    for weeks in (1.5, 2.9, 3.1, 7.0):
        left = log(weeks / 3) - project
        slope = np.where(left < 0, BELOW, ABOVE)
        e = (left / slope - common) / own
        found = log_density(UNEQUAL, around, weeks)
        assert found == pytest.approx(-e * e / 2 - np.log(slope * own))


def test_all_densities_of_log_weeks_add_up_to_one() -> None:
    around = Around(np.array([0.5, -0.3]), np.array([-0.2, 0.4]), 0.8)
    step = 0.005
    whole = sum(
        np.exp(log_density(UNEQUAL, around, exp(at))) * step / sqrt(2 * pi)
        for at in np.arange(-3.0, 7.0, step)
    )
    assert whole == pytest.approx([1, 1], rel=0.002)


def test_what_unknown_inputs_add_moves_density_and_survival() -> None:
    shape = Shape(3.0, np.array([0.0, log(2)]), BELOW, ABOVE)
    for evidence in (log_density, log_survival):
        doubled = evidence(shape, alone(2), 5.0)[1]
        assert doubled == pytest.approx(evidence(UNEQUAL, alone(), 2.5)[0])


def test_a_trial_without_the_phase_cannot_have_it() -> None:
    shape = Shape(1.0, np.array([-inf, 0.0]), BELOW, ABOVE)
    for evidence in (log_density, log_survival):
        none, some = evidence(shape, alone(2), 2.0)
        assert none == -inf
        assert np.isfinite(some)


@pytest.mark.parametrize(("weeks", "chance"), [(2, 0.9), (3, 0.5), (8, 0.1)])
def test_one_in_ten_outlasts_the_high_end_and_half_the_middle(weeks: float, chance: float) -> None:
    assert log_survival(UNEQUAL, alone(), weeks)[0] == pytest.approx(log(chance))


def test_survival_is_that_of_the_slope_at_the_weeks_seen() -> None:
    half = NORMAL.cdf(log(2) / BELOW)  # half of the median
    twice = 1 - NORMAL.cdf(log(2) / ABOVE)
    assert log_survival(UNEQUAL, alone(), 1.5)[0] == pytest.approx(log(half))
    assert log_survival(UNEQUAL, alone(), 6.0)[0] == pytest.approx(log(twice))


def test_common_cause_and_project_spread_move_survival() -> None:
    around = Around(np.array([0.0, 0.6, 0.0]), np.array([0.0, 0.0, 0.3]), 0.8)
    z = np.array([log(5 / 3) / ABOVE, log(5 / 3) / ABOVE - 0.6, (log(5 / 3) - 0.3) / ABOVE]) / 0.8
    expected = [log(1 - NORMAL.cdf(each)) for each in z]
    assert log_survival(UNEQUAL, around, 5.0) == pytest.approx(expected)


@pytest.mark.parametrize("weeks", [1.5, 2.9, 3.1, 7.0])
def test_survival_falls_by_the_density(weeks: float) -> None:
    around = Around(np.array([0.5]), np.array([-0.2]), 0.8)
    before, after = (
        np.exp(log_survival(UNEQUAL, around, weeks * exp(step)))[0] for step in (-1e-4, 1e-4)
    )
    density = np.exp(log_density(UNEQUAL, around, weeks))[0] / sqrt(2 * pi)
    assert (before - after) / 2e-4 == pytest.approx(density, rel=1e-3)


@pytest.mark.parametrize("weeks", [1.0, 2.5, 3.0, 7.9, 30.0, 1000.0])
def test_what_is_left_has_the_quantiles_of_those_that_last_longer(weeks: float) -> None:
    for common, project, own in ((0.0, 0.0, 1.0), (0.5, -0.2, 0.8), (-0.9, 0.6, 0.3)):
        around = Around(np.full(3, common), np.full(3, project), own)
        found = length_beyond(UNEQUAL, around, weeks, TENTHS)
        assert (found >= weeks).all()
        assert (np.diff(found) > 0).all()
        left = [
            log_survival(UNEQUAL, around, each)[at] - log_survival(UNEQUAL, around, weeks)[at]
            for at, each in enumerate(found.tolist())
        ]
        assert left == pytest.approx(np.log(1 - TENTHS), abs=0.02)


def test_what_is_left_at_the_median_is_the_upper_half() -> None:
    found = length_beyond(UNEQUAL, alone(3), 3.0, TENTHS)
    expected = [3 * exp(ABOVE * NORMAL.inv_cdf(0.5 + share / 2)) for share in TENTHS]
    assert found == pytest.approx(expected)


def test_unknown_inputs_that_stretch_a_phase_stretch_what_is_left() -> None:
    shape = Shape(3.0, np.full(3, log(2)), BELOW, ABOVE)
    doubled = length_beyond(shape, alone(3), 10.0, TENTHS)
    assert doubled == pytest.approx(2 * length_beyond(UNEQUAL, alone(3), 5.0, TENTHS))


def test_no_length_is_known_more_sharply_than_a_day() -> None:
    fixed = shape_through((3.0, 3.0, 3.0))
    on_time, a_day, a_week = (log_density(fixed, alone(), weeks)[0] for weeks in (3.0, 3.2, 4.0))
    assert 2 < on_time - a_day < 20
    assert a_day - a_week > 50
    tied = Around(np.zeros(1), np.zeros(1), 0.0)  # fully correlated: nothing of its own
    assert np.isfinite(log_density(UNEQUAL, tied, 5.0)[0])


@pytest.mark.parametrize("high", [4.0, 5.0])
def test_what_has_just_begun_has_its_whole_range_before_it(high: float) -> None:
    found = length_beyond(shape_through((4.0, sqrt(4 * high), high)), alone(3), 0.2, TENTHS)
    assert found == pytest.approx([4.0, sqrt(4 * high), high], abs=0.1)
