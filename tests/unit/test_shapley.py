"""Shapley: worked by hand, and laws for any worths."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crmtimeline.engine.draws import Floats
from crmtimeline.engine.shapley import Worth, in_order, shapley

CAUSES = ("a", "b", "c")
WORTHS = st.lists(st.floats(-100, 100), min_size=8, max_size=8)


def product(factors: Mapping[str, float]) -> Worth:
    """Return the worth of factors that multiply 10 weeks."""
    return lambda causes: np.array([10 * float(np.prod([factors[each] for each in causes]))])


def table(worths: list[float]) -> Worth:
    """Return any worth at all, one for each subset."""
    return lambda causes: np.array([worths[sum(2 ** CAUSES.index(each) for each in causes)]])


def first(shares: Mapping[str, Floats]) -> dict[str, float]:
    """Return each share as one number."""
    return {cause: float(share[0]) for cause, share in shares.items()}


def test_two_factors_share_what_they_make_together() -> None:
    # Of 10 weeks: alone +5 and +2, together 18, so the 1 beyond their sum is halved.
    assert first(shapley(("a", "b"), product({"a": 1.5, "b": 1.2}))) == pytest.approx(
        {"a": 5.5, "b": 2.5}
    )
    assert first(in_order(("a", "b"), product({"a": 1.5, "b": 1.2}))) == pytest.approx(
        {"a": 5, "b": 3}
    )


def test_a_glove_game_of_three() -> None:
    # One left glove (a), two right ones: the textbook answer is 2/3, 1/6, 1/6.
    pair: Worth = lambda causes: np.array([float("a" in causes and len(causes) > 1)])  # noqa: E731
    assert first(shapley(CAUSES, pair)) == pytest.approx({"a": 2 / 3, "b": 1 / 6, "c": 1 / 6})


def test_without_causes_there_are_no_shares() -> None:
    assert shapley((), product({})) == {}
    assert in_order((), product({})) == {}


def test_several_figures_are_shared_at_once() -> None:
    shares = shapley(("a",), lambda causes: np.array([1.0, 2.0]) * (1 + len(causes)))
    assert shares["a"].tolist() == [1.0, 2.0]


@given(WORTHS)
def test_shares_sum_to_the_difference(worths: list[float]) -> None:
    for share in (shapley, in_order):
        total = sum(first(share(CAUSES, table(worths))).values())
        assert total == pytest.approx(worths[7] - worths[0], abs=1e-9)


@given(WORTHS)
def test_the_order_of_causes_makes_no_odds(worths: list[float]) -> None:
    one, other = (first(shapley(each, table(worths))) for each in (CAUSES, CAUSES[::-1]))
    assert one == pytest.approx(other, abs=1e-9)
