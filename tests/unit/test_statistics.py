"""Statistics: order statistics, and the share of variance that a column explains alone."""

import numpy as np
import pytest

from crmtimeline.engine.draws import column, normal_column
from crmtimeline.engine.statistics import percentiles, variance_shares


@pytest.mark.parametrize(
    ("count", "share", "which"),
    [
        (10, 10, 1),
        (10, 11, 2),
        (10, 50, 5),
        (10, 90, 9),
        (10, 91, 10),
        (10, 100, 10),
        (1, 10, 1),
        (3, 50, 2),
        (10_000, 80, 8_000),
        (101, 90, 91),
        (100, 95, 95),
    ],
)
def test_a_percentile_is_the_order_statistic_rounded_up(count: int, share: int, which: int) -> None:
    assert percentiles(np.arange(1.0, count + 1), [share]) == [which]


def test_a_share_of_the_trials_lies_at_or_under_its_percentile() -> None:
    values = np.sort(normal_column(1, "a", 1_000))
    for share in range(1, 100):
        assert (values <= percentiles(values, [share])[0]).mean() >= share / 100


def test_a_column_that_alone_makes_the_whole_explains_nearly_all_of_its_variance() -> None:
    rank, order = column(1, "a", 10_000)
    assert variance_shares(rank.astype(np.float64), [order]) == [pytest.approx(0.9956, abs=1e-4)]


def test_columns_that_do_nothing_explain_nothing() -> None:
    values = normal_column(1, "a", 10_000)
    orders = [column(1, f"other {at}", 10_000).order for at in range(40)]
    shares = variance_shares(values, orders)
    assert max(shares) < 0.005
    assert np.mean(shares) < 0.001


def test_a_share_is_never_negative() -> None:
    values = normal_column(1, "a", 200)
    orders = [column(1, f"other {at}", 200).order for at in range(100)]
    shares = variance_shares(values, orders)
    assert min(shares) == 0.0
    assert max(shares) > 0.0


def test_two_columns_share_the_variance_as_they_make_it() -> None:
    values = 3 * normal_column(1, "a", 10_000) + 4 * normal_column(1, "b", 10_000)
    shares = variance_shares(values, [column(1, name, 10_000).order for name in ("a", "b")])
    assert shares == [pytest.approx(9 / 25, abs=0.02), pytest.approx(16 / 25, abs=0.02)]


def test_bins_of_unequal_counts_weigh_as_they_count() -> None:
    """25 values fall into bins of one and of two; none of them holds both a 1 and a 0."""
    values = np.array([1.0] * 5 + [0.0] * 20)
    assert variance_shares(values, [np.arange(25)]) == [pytest.approx(1 - 19 / 24)]


def test_where_nothing_varies_nothing_is_explained() -> None:
    orders = [column(1, "a", 1_000).order]
    assert variance_shares(np.full(1_000, 0.1) * 3, orders) == [0.0]
    assert variance_shares(np.zeros(1_000), orders) == [0.0]
