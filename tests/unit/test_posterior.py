"""Posterior: how many trials are drawn until enough count, and what is taken of them."""

import numpy as np
import pytest

from building import estimate_of
from crmtimeline.engine import reforecast as engine
from crmtimeline.engine.importance import Weighted
from crmtimeline.engine.lengths import Shared

CHAIN = """
phases:
  first: {weeks: {low: 2, high: 4}, $cite}
  second: {weeks: {low: 3, high: 9}, after: [first], $cite}
"""
SEEN = """
start: 2027-01-04
as_of: 2027-01-29
progress: {first: {started: 2027-01-04, finished: 2027-01-29}}
"""


@pytest.mark.parametrize(
    ("share", "drawn"), [(0.5, [2_000, 4_000]), (0.3, [2_000, 8_000]), (0.01, [2_000, 64_000])]
)
def test_where_few_trials_count_as_many_are_drawn_at_once_as_it_takes(
    share: float, drawn: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[int] = []

    def hardly(base: Shared, _: object) -> Weighted:
        counts.append(len(base.project))
        return Weighted(base, np.ones(len(base.project)), share * len(base.project))

    monkeypatch.setattr(engine, "weighted", hardly)
    found = estimate_of(CHAIN, SEEN, trials=2_000).progress
    assert found is not None
    assert counts == drawn
    assert (found.trials, found.effective_trials) == (drawn[-1], share * drawn[-1])
    assert found.rough == (found.effective_trials < 2_000)
