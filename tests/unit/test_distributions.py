"""Distributions: usual values, and quantiles of weights and of ranges."""

from math import exp, log, sqrt
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest

from crmtimeline.engine.distributions import distribution_of, quantiles, usual_value
from crmtimeline.model.inputs import Input, Usual


def declared(**fields: Any) -> Input:
    return Input.model_validate(fields)


def drawn(*usual: Usual, trials: int, by: Input) -> list[Any]:
    """Return the value at each rank, one distribution after the other."""
    table = quantiles(tuple(distribution_of(each, by) for each in usual), trials)
    return [table.values[at] for at in table.positions]


QUALITY = declared(levels=["clean", "mixed", "poor"], assume="clean")


@pytest.mark.parametrize(
    ("weights", "median"),
    [
        ({"clean": 0.25, "mixed": 0.5, "poor": 0.25}, "mixed"),
        ({"clean": 0.5, "mixed": 0.2, "poor": 0.3}, "clean"),
        ({"clean": 0.1, "mixed": 0.3, "poor": 0.6}, "poor"),
        ({"poor": 0.6, "clean": 0.4}, "poor"),
        ({"poor": 0.4, "clean": 0.6}, "clean"),
    ],
)
def test_the_usual_level_is_the_weighted_median(weights: dict[Any, float], median: str) -> None:
    assert usual_value(Usual(weights=weights), QUALITY) == median


def test_shares_that_add_up_to_a_half_but_for_rounding_count_as_a_half() -> None:
    usual = Usual(weights={0.0: 0.05, 1.0: 0.05, 2.0: 0.35, 4.0: 0.05, 5.0: 0.5})
    assert usual_value(usual, declared(number={}, assume=0.0)) == 4.0


def test_numbers_are_ordered_by_size_however_they_are_written() -> None:
    usual = Usual(weights={6.0: 0.3, 0.0: 0.3, 2.0: 0.4})
    by = declared(number={"min": 0.0}, assume=0.0)
    assert usual_value(usual, by) == 2.0
    assert drawn(usual, trials=10, by=by) == [0.0] * 3 + [2.0] * 4 + [6.0] * 3


def test_levels_are_ordered_as_declared_however_they_are_weighted() -> None:
    usual = Usual(weights={"poor": 0.25, "mixed": 0.5, "clean": 0.25})
    assert drawn(usual, trials=4, by=QUALITY) == ["clean", "mixed", "mixed", "poor"]


def test_booleans_have_the_median_of_their_declared_order() -> None:
    by = declared(levels=[True, False], assume=True)
    usual = Usual(weights={True: 0.8, False: 0.2})
    assert usual_value(usual, by) is True
    assert drawn(usual, trials=5, by=by) == [True] * 4 + [False]


def test_a_stated_usual_value_goes_before_the_median() -> None:
    assert usual_value(Usual(assume="poor", weights={"clean": 1.0}), QUALITY) == "poor"


def test_the_usual_value_of_a_range_is_its_geometric_mean() -> None:
    usual = Usual.model_validate({"range": {"low": 4.0, "high": 100.0}})
    assert usual_value(usual, declared(number={}, assume=1.0)) == 20.0


def test_a_range_is_the_p10_and_p90_of_a_lognormal() -> None:
    usual = Usual.model_validate({"range": {"low": 4.0, "high": 100.0}})
    values = drawn(usual, trials=9_999, by=declared(number={}, assume=1.0))
    spread = log(100 / 4) / (2 * NormalDist().inv_cdf(0.9))
    expected = [sqrt(400) * exp(spread * NormalDist().inv_cdf(p)) for p in (0.1, 0.5, 0.9, 0.99)]
    at = np.array([0.1, 0.5, 0.9, 0.99]) * 9_999 - 0.5
    assert np.interp(at, np.arange(9_999), values) == pytest.approx(expected, rel=1e-4)


def test_what_is_drawn_stays_within_the_bounds_of_the_input() -> None:
    usual = Usual.model_validate({"range": {"low": 4.0, "high": 100.0}})
    by = declared(number={"min": 5.0, "max": 60.0}, assume=5.0)
    values = drawn(usual, trials=1_000, by=by)
    assert min(values) == 5.0
    assert max(values) == 60.0
    assert sorted(values) == values
    free = drawn(usual, trials=1_000, by=declared(number={}, assume=5.0))
    assert [value for value in values if 5 < value < 60] == [
        value for value in free if 5 < value < 60
    ]


def test_quantiles_of_several_presets_follow_one_another() -> None:
    small = Usual(weights={"clean": 1.0})
    large = Usual(weights={"mixed": 0.5, "poor": 0.5})
    assert drawn(small, large, trials=2, by=QUALITY) == ["clean", "clean", "mixed", "poor"]


def test_weights_and_ranges_may_alternate_between_presets() -> None:
    by = declared(number={}, assume=1.0)
    weights = Usual(weights={1.0: 0.5, 3.0: 0.5})
    wide = Usual.model_validate({"range": {"low": 10.0, "high": 10.0}})
    assert drawn(weights, wide, trials=2, by=by) == pytest.approx([1.0, 3.0, 10.0, 10.0])


def test_weights_that_sum_to_a_little_less_than_one_still_give_every_trial_a_value() -> None:
    usual = Usual(weights={"clean": 0.333333, "mixed": 0.333333, "poor": 0.3333333})
    values, index = quantiles((distribution_of(usual, QUALITY),), 1_000_000)
    assert values[int(index[-1])] == "poor"
