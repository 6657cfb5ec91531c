"""Scope: which phases fall out and why, and what the ones before and after them are tied by."""

from typing import Any

import numpy as np
import pytest

from building import Run, estimate_of, phase_of, run_of
from crmtimeline.errors import InputError
from crmtimeline.model.plan import Tie

PACK = """
inputs:
  records: {number: {min: 0}, weights: {0: 0.25, 5: 0.35, 50: 0.4}, $cite}
  depth: {levels: [light, deep], weights: {light: 0.7, deep: 0.3}, $cite}
scopes:
  short: {skip: [first]}
phases:
  first: {weeks: {low: 1, high: 2}, $cite}
  move: {weeks: {low: 4, high: 4}, after: [first], when: {reads: records, min: 5}, $cite}
  few: {weeks: {low: 1, high: 1}, when: {reads: records, max: 5}, $cite}
  design: {weeks: {low: 9, high: 9}, when: {reads: depth, is: [deep]}, $cite}
  last: {weeks: {low: 2, high: 2}, after: [move, few, design], $cite}
"""
CHAIN = """
phases:
  a: {weeks: {low: 2, high: 2}, $cite}
  b: {weeks: {low: 3, high: 3}, links: [{from: a, kind: SS, lag_weeks: 1}], $cite}
  c: {weeks: {low: 4, high: 4}, links: [{from: b, kind: FF, lag_share: 0.5}], $cite}
  d: {weeks: {low: 5, high: 5}, links: [{from: c, kind: SF, lag_weeks: -1}], after: [a], $cite}
"""


def ties_of(run: Run, name: str) -> set[tuple[str, str, float, float]]:
    """Return what a phase is tied by: the phase before it, the kind and the delays."""
    names = [activity.id for activity in run.scoped.activities]
    return {
        (names[tie.source], tie.kind, tie.lag_weeks, tie.lag_share)
        for tie in run.activity(name).ties
    }


def reasons(pack: str, profile: str) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return why each excluded phase is out."""
    excluded = run_of(pack, profile).scoped.excluded
    return {out.id: (out.reason.code, dict(out.reason.values)) for out in excluded}


def test_the_profile_skips_a_phase() -> None:
    assert reasons(CHAIN, "skip: [b]") == {"b": ("out_by_profile", {})}


def test_a_scope_skips_its_phases() -> None:
    code, values = reasons(PACK, "scope: short\nrecords: 5\ndepth: deep")["first"]
    assert code == "out_by_scope"
    assert values["scope"] == "short"


@pytest.mark.parametrize(
    ("profile", "out"),
    [
        ("records: 4", {"move": "out_by_min"}),
        ("records: 5", {}),
        ("records: 6", {"few": "out_by_max"}),
        ("depth: light", {"design": "out_by_value"}),
        ("depth: deep", {}),
    ],
)
def test_a_condition_on_a_given_input_decides(profile: str, out: dict[str, str]) -> None:
    assert {name: code for name, (code, _) in reasons(PACK, profile).items()} == out


def test_the_reason_names_the_input_its_value_and_the_bound() -> None:
    assert reasons(PACK, "records: 4")["move"][1] == {"input": "records", "value": 4, "bound": 5}


def test_a_range_of_the_user_settles_a_condition_that_is_open_but_no_input_that_is_given() -> None:
    profile = "records: 0\nphases: {move: {weeks: {low: 1, high: 3}}}"
    assert "move" in reasons(PACK, profile)
    assert (
        run_of(PACK, "phases: {move: {weeks: {low: 1, high: 3}}}").activity("move").presence is None
    )


def test_a_phase_with_a_range_of_the_user_can_still_be_skipped() -> None:
    profile = "skip: [move]\nphases: {move: {weeks: {low: 1, high: 3}}}"
    assert "move" in reasons(PACK, profile)


def test_ties_stay_as_written_while_both_ends_are_in_scope() -> None:
    run = run_of(CHAIN)
    assert ties_of(run, "b") == {("a", "SS", 1.0, 0.0)}
    assert ties_of(run, "c") == {("b", "FF", 0.0, 0.5)}
    assert ties_of(run, "d") == {("c", "SF", -1.0, 0.0), ("a", "FS", 0.0, 0.0)}


def test_an_excluded_phase_joins_those_before_to_those_after_finish_to_start() -> None:
    assert ties_of(run_of(CHAIN, "skip: [b]"), "c") == {("a", "FS", 0.0, 0.0)}


def test_several_excluded_phases_in_a_row_join_across() -> None:
    run = run_of(CHAIN, "skip: [b, c]")
    assert run.activity("d").ties == (Tie(0, "FS", 0.0, 0.0),)
    assert run.scenarios.ends[1] == 7.0


def test_each_phase_before_is_joined_to_each_phase_after() -> None:
    pack = """
phases:
  a: {weeks: {low: 1, high: 1}, $cite}
  b: {weeks: {low: 1, high: 1}, $cite}
  middle: {weeks: {low: 1, high: 1}, after: [a, b], $cite}
  c: {weeks: {low: 1, high: 1}, after: [middle], $cite}
  d: {weeks: {low: 1, high: 1}, links: [{from: middle, kind: FS, lag_weeks: 3}], $cite}
"""
    run = run_of(pack, "skip: [middle]")
    both = {("a", "FS", 0.0, 0.0), ("b", "FS", 0.0, 0.0)}
    assert ties_of(run, "c") == ties_of(run, "d") == both


def test_a_first_phase_that_falls_out_leaves_nothing_to_wait_for() -> None:
    assert run_of(CHAIN, "skip: [a]").activity("b").ties == ()


@pytest.mark.parametrize("profile", ["skip: [p]", "x: 0"])
def test_a_profile_that_leaves_no_phase_in_scope_is_refused(profile: str) -> None:
    pack = "inputs: {x: {number: {min: 0}, assume: 1, $cite}}\nphases:\n"
    pack += "  p: {weeks: {low: 1, high: 2}, when: {reads: x, min: 1}, $cite}\n"
    with pytest.raises(InputError) as refused:
        estimate_of(pack, profile)
    assert [issue.code for issue in refused.value.issues] == ["P114"]


def test_an_unknown_input_leaves_a_phase_in_scope_in_some_trials() -> None:
    move = phase_of(estimate_of(PACK, trials=1_000), "move")
    assert move.in_scope == 0.75
    assert move.in_scenario
    assert move.duration.p10 == 4.0
    assert move.criticality_index <= move.in_scope


def test_where_it_is_absent_a_phase_has_no_length_and_is_not_critical() -> None:
    run = run_of(PACK)
    at = run.trials.positions["move"]
    absent = np.asarray(run.trials.absent[at])
    assert absent.mean() == 0.25
    assert (run.weeks("move")[absent] == 0).all()
    assert (run.weeks("move")[~absent] == 4).all()
    lone = "inputs: {x: {levels: [a, b], weights: {a: 0.5, b: 0.5}, $cite}}\nphases:\n"
    lone += "  p: {weeks: {low: 1, high: 1}, when: {reads: x, is: [b]}, $cite}\n"
    phase = phase_of(estimate_of(lone, trials=1_000), "p")
    assert (phase.in_scope, phase.criticality_index) == (0.5, 0.5)


def test_a_phase_that_its_usual_value_puts_out_is_not_in_the_scenario() -> None:
    design = phase_of(estimate_of(PACK, trials=1_000), "design")
    assert not design.in_scenario
    assert design.in_scope == 0.3
    assert design.total_float_weeks is None
    without = run_of(PACK, "depth: light").scenarios.ends
    assert run_of(PACK).scenarios.ends == without


def test_starts_and_finishes_are_taken_over_the_trials_in_which_a_phase_happens() -> None:
    pack = """
inputs: {x: {levels: [a, b], weights: {a: 0.8, b: 0.2}, $cite}}
phases:
  rare: {weeks: {low: 7, high: 7}, when: {reads: x, is: [b]}, $cite}
  after: {weeks: {low: 1, high: 1}, after: [rare], $cite}
"""
    estimated = estimate_of(pack)
    rare, after = phase_of(estimated, "rare"), phase_of(estimated, "after")
    assert (rare.duration.p10, rare.finish.p10) == (7.0, 7.0)
    assert (after.start.p50, after.start.p90) == (0.0, 7.0)


def test_phases_on_one_unknown_input_come_and_go_together() -> None:
    run = run_of(PACK)
    positions = run.trials.positions
    move, few = (np.asarray(run.trials.absent[positions[name]]) for name in ("move", "few"))
    assert not (move & few).any()
    assert (~move & ~few).mean() == 0.35
