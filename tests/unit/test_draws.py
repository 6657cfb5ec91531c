"""Draws: permutations that depend on seed, name and count alone, and the inverse normal."""

from hashlib import sha256
from statistics import NormalDist

import numpy as np
import pytest

from crmtimeline.engine.draws import (
    column,
    inverse_normal,
    midpoints,
    normal_column,
    normal_midpoints,
)

GOLDEN_RANKS = [0, 5, 11, 9, 2, 14, 12, 13, 8, 10, 1, 15, 6, 4, 3, 7]


@pytest.mark.parametrize("trials", [1, 2, 3, 100, 1_000, 4_097])
def test_a_column_is_a_permutation(trials: int) -> None:
    assert sorted(column(1, "a", trials).rank.tolist()) == list(range(trials))


def test_order_and_rank_are_inverse() -> None:
    rank, order = column(7, "phases.planning", 1_000)
    assert (order[rank] == np.arange(1_000)).all()
    assert (rank[order] == np.arange(1_000)).all()


def test_the_first_ranks_of_a_column_never_change() -> None:
    assert column(1, "phases.planning", 16).rank.tolist() == GOLDEN_RANKS


@pytest.mark.parametrize("name", ["common_cause", "data.quality", "milestones.first-benefits"])
def test_a_column_follows_its_definition(name: str) -> None:
    assert column(42, name, 500).rank.tolist() == _ranks_by_definition(42, name, 500)


def test_columns_of_different_names_are_independent() -> None:
    names = [f"phases.p{at}" for at in range(8)]
    shares = np.corrcoef([column(1, name, 10_000).rank for name in names])
    assert np.abs(shares - np.eye(len(names))).max() < 0.04


def test_columns_of_different_seeds_are_independent() -> None:
    ranks = [column(seed, "a", 10_000).rank for seed in range(8)]
    assert np.abs(np.corrcoef(ranks) - np.eye(8)).max() < 0.04


def test_neighbouring_trials_of_a_column_are_independent() -> None:
    rank = column(1, "a", 10_000).rank
    assert abs(np.corrcoef(rank[:-1], rank[1:])[0, 1]) < 0.04


def test_a_shared_column_cannot_be_written_to() -> None:
    with pytest.raises(ValueError, match="read-only"):
        normal_column(1, "a", 100)[0] = 0.0


def test_midpoints_are_the_middles_of_equal_strata() -> None:
    assert midpoints(4).tolist() == [0.125, 0.375, 0.625, 0.875]


@pytest.mark.parametrize("share", [1e-300, 1e-20, 1e-7, 0.01, 0.074, 0.076, 0.1, 0.3, 0.49999])
def test_the_inverse_normal_agrees_with_the_standard_library(share: float) -> None:
    assert inverse_normal(np.array([share]))[0] == pytest.approx(
        NormalDist().inv_cdf(share), rel=1e-13
    )


def test_the_inverse_normal_agrees_with_the_standard_library_at_every_midpoint() -> None:
    expected = [NormalDist().inv_cdf(share) for share in midpoints(999)]
    assert inverse_normal(midpoints(999)) == pytest.approx(expected, rel=1e-13, abs=1e-15)


@pytest.mark.parametrize("trials", [1, 2, 9, 10])
def test_normal_midpoints_are_symmetric_and_ascending(trials: int) -> None:
    normals = normal_midpoints(trials)
    assert (normals == -normals[::-1]).all()
    assert (np.diff(normals) > 0).all()


def test_a_normal_column_takes_the_quantile_of_each_rank() -> None:
    rank = column(3, "a", 50).rank
    expected = [NormalDist().inv_cdf((int(each) + 0.5) / 50) for each in rank]
    assert normal_column(3, "a", 50) == pytest.approx(expected, rel=1e-12)


def _ranks_by_definition(seed: int, name: str, trials: int) -> list[int]:
    """Rank splitmix64 words with Python's integers; the low bits give way to the trial's number."""
    state = int.from_bytes(sha256(f"{seed}:{name}".encode()).digest()[:8], "little")
    kept = 64 - max(trials - 1, 1).bit_length()
    words = []
    for _ in range(trials):
        state = (state + 0x9E3779B97F4A7C15) % 2**64
        word = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
        word = (word ^ (word >> 27)) * 0x94D049BB133111EB % 2**64
        words.append((word ^ (word >> 31)) >> (64 - kept))
    in_order = sorted(range(trials), key=lambda trial: (words[trial], trial))
    ranks = [0] * trials
    for rank, trial in enumerate(in_order):
        ranks[trial] = rank
    return ranks
