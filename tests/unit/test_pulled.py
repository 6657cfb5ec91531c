"""Pulled: the whole with levers pulled, where they reach into lengths, scope or both."""

from functools import cache

import pytest
from test_goal import MADE_WITH, assert_best, changes_of, goal, levers_of, sets

from building import pack_from, profile_from
from crmtimeline.engine.pulled import Pulled, ratios
from crmtimeline.engine.variants import Variants
from crmtimeline.model.pack import RulePack

SCOPE = """
uncertainty: {correlation: {value: 0.3, $cite}, project_spread: {value: 0.2, $cite}}
inputs:
  load: {number: {min: 0}, weights: {0: 0.3, 1: 0.3, 4: 0.4}, lever: {acts: both, step: -1}, $cite}
  depth: {levels: [none, deep], weights: {none: 0.4, deep: 0.6}, lever: {acts: both}, $cite}
  pace: {levels: [high, low], weights: {high: 0.5, low: 0.5}, lever: {acts: vendor}, $cite}
  calm: {levels: [true, false], weights: {true: 0.5, false: 0.5}, lever: {acts: customer}, $cite}
go_live: live
phases:
  plan: {weeks: {low: 2, high: 4}, $cite}
  build:
    weeks_by: {reads: depth, levels: {none: {low: 0, high: 0}, deep: {low: 5, high: 9}}}
    after: [plan]
    $cite
  join: {weeks: {low: 3, high: 7}, after: [plan], when: {reads: load, min: 0.5}, $cite}
  test:
    weeks: {low: 2, high: 3}
    links: [{from: build, kind: SS, lag_share: 0.6}, {from: join}]
    $cite
  fixed: {weeks: {low: 1, high: 1}, after: [test], $cite}
  live: {weeks: {low: 1, high: 2}, after: [fixed], $cite}
modifiers:
  load: {reads: load, curve: {1: 0.6, 4: 1.5}, applies_to: {join: 1, test: 0.5}, $cite}
  pace:
    reads: pace
    levels: {high: 0.9, low: {low: 1, likely: 1.2, high: 1.5}}
    applies_to: {all: 1}
    $cite
  calm:
    reads: calm
    levels: {true: 1, false: {low: 1, likely: 1.1, high: 2}}
    applies_to: {plan: 1, live: 1}
    $cite
"""
PROFILES = {
    "unknown": "",
    "given": "load: 2\ndepth: deep\npace: low\ncalm: false\n",
    "out of scope": "load: 1\npace: low\n",
    "own weeks": "depth: deep\npace: low\nphases: {plan: {weeks: {low: 3, high: 3}}}\n",
    "skipped": "load: 3\nskip: [test]\n",
    "freezes": "pace: low\nstart: 2027-01-04\nfreezes: [{every: month, first_days: 6}]\n",
    "under way": "pace: low\nstart: 2027-01-04\nas_of: 2027-02-05\n"
    "progress: {plan: {started: 2027-01-04, finished: 2027-01-22}, build: {started: 2027-01-25}}\n",
}


@cache
def scope_pack() -> RulePack:
    """Return a pack in which levers reach into scope, lengths and both."""
    return pack_from(SCOPE)


@pytest.mark.parametrize("share", [50, 80])
@pytest.mark.parametrize("text", PROFILES.values(), ids=PROFILES)
def test_the_whole_is_what_estimates_of_every_set_say(text: str, share: int) -> None:
    variants, levers = levers_of(scope_pack(), text)
    now = variants.unscheduled({})
    found = {
        at: ratios(variants.unscheduled(step.changes), now)
        for at, step in enumerate(levers)
        if not variants.is_deep(step.name)
    }
    free = [at for at, each in found.items() if each is not None]
    assert bool(free) == (text != PROFILES["under way"])
    pulled = Pulled(now, [each for each in found.values() if each is not None], share, 500)
    for chosen in sets(len(free)):
        changes = changes_of(levers, tuple(free[at] for at in chosen))
        expected = variants.weeks(changes, share)
        assert pulled.weeks(chosen) == pytest.approx(expected, rel=1e-12)
        for limit in (expected - 0.001, expected + 0.001):
            assert pulled.may_reach(limit, chosen, len(free)) == (limit > expected)
            for start in range(len(free)):
                if limit > expected:
                    begun = tuple(each for each in chosen if each < start)
                    assert pulled.may_reach(limit, begun, start)


@pytest.mark.parametrize("share", [50, 80])
@pytest.mark.parametrize("text", PROFILES.values(), ids=PROFILES)
def test_the_goal_is_the_best_of_all_sets(text: str, share: int) -> None:
    assert_best(levers_of(scope_pack(), text), share)


@pytest.mark.parametrize("confidence", [10, 50, 80, 99])
def test_what_is_shown_of_a_goal_is_what_estimates_say(confidence: int) -> None:
    rules = scope_pack()
    profile = profile_from("pace: low\n", rules)
    variants = Variants(rules, profile, MADE_WITH)
    now = variants.weeks({}, confidence)
    for target in (0.5, now * 0.5, now * 0.8, now):
        found = goal(rules, profile, target, confidence)
        assert (found.target, found.target_weeks) == ("so soon", round(target, 2))
        assert found.weeks_now == round(now, 2)
        assert found.weeks == round(variants.weeks(found.changes, confidence), 2)
        assert found.reachable == (found.weeks <= target + 0.005)
        assert found.levers == tuple(found.changes)
        longer = [each.weeks > target for each in found.too_long]
        assert all(longer)
        assert bool(longer) <= (not found.reachable)
