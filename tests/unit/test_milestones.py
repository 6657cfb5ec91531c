"""Milestones: what to expect after a phase, from its end on, with a column of its own."""

import numpy as np
import pytest

from building import estimate_of, run_of
from crmtimeline.engine.draws import normal_column
from crmtimeline.engine.lengths import shape_through

PACK = """
inputs: {x: {levels: [a, b], weights: {a: 0.6, b: 0.4}, $cite}}
phases:
  go-live: {weeks: {low: 2, high: 6}, $cite}
  rollout: {weeks: {low: 9, high: 9}, after: [go-live], when: {reads: x, is: [b]}, $cite}
milestones:
  benefits: {after: go-live, weeks: {low: 4, high: 9}, $cite}
  calm: {after: rollout, weeks: {low: 1, high: 1}, $cite}
"""


def test_a_milestone_counts_from_the_end_of_its_phase() -> None:
    found = {each.id: each for each in estimate_of(PACK).milestones}
    run = run_of(PACK)
    after = shape_through((4.0, 6.0, 9.0)).weeks(
        normal_column(1, "milestones.benefits", len(run.end)), 0.0
    )
    expected = np.sort(run.weeks("go-live") + after)
    finish = found["benefits"].finish
    assert finish.p10 == pytest.approx(expected[199], abs=0.005)
    assert finish.p90 == pytest.approx(expected[1_799], abs=0.005)
    assert found["benefits"].weeks.likely == 6.0


def test_a_milestone_does_not_lengthen_the_project() -> None:
    assert estimate_of(PACK).total == estimate_of(PACK[: PACK.index("milestones:")]).total


def test_a_milestone_after_a_phase_in_some_trials_counts_those_trials() -> None:
    calm = next(each for each in estimate_of(PACK).milestones if each.id == "calm")
    run = run_of(PACK)
    present = ~np.asarray(run.trials.absent[1])
    expected = np.sort(run.end[present] + 1)
    assert calm.finish.p50 == pytest.approx(expected[len(expected) // 2 - 1], abs=0.005)


@pytest.mark.parametrize("profile", ["skip: [go-live]", "skip: [go-live]\nx: b"])
def test_a_milestone_goes_with_its_phase(profile: str) -> None:
    assert [each.id for each in estimate_of(PACK, profile).milestones] == ["calm"]
    assert [each.id for each in estimate_of(PACK, "x: a").milestones] == ["benefits"]
