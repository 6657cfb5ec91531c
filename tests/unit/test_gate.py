"""The gate: what rules measure, and how profiles are counted, without files."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest

from building import estimate_of, pack_from, profile_from
from crmtimeline.engine.baseline import baseline_of, changed_phases, grown, notes
from crmtimeline.engine.gate import counts, hold, unjudged
from crmtimeline.engine.measures import Subject, assumed_share, version_order
from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.model.figures import AtShares, Spread
from crmtimeline.model.policy import NamedRule, PolicyRule
from crmtimeline.model.verdict import ProfileChecked

PACK = """
inputs:
  levels.of: {levels: [few, many], weights: {few: 0.5, many: 0.5}, $cite}
phases:
  build: {weeks: {low: 4, high: 8}, cite: {basis: reported, source: S1}}
  test: {after: [build], weeks: {low: 2, high: 2}, $cite}
modifiers:
  size: {reads: levels.of, levels: {few: 1, many: 2}, applies_to: {all: 1}, $cite}
uncertainty: {correlation: {value: 0.5, cite: {basis: fitted, note: by hand}}}
"""
WHOLE = Place("profile.yaml", 1, 1)


def held(*rules: Mapping[str, Any], profile: str = "levels: {of: many}\n") -> ProfileChecked:
    """Return a profile held to rules by the pack of this module."""
    pack = pack_from(PACK)
    named = [
        NamedRule(f"rule {at}", PolicyRule.model_validate(rule), Place("policy.yaml", at))
        for at, rule in enumerate(rules)
    ]
    known = profile_from(profile, pack)
    subject = Subject(pack.pack, known, estimate_of(PACK, profile), None)
    return hold("profile.yaml", named, subject, lambda *path: WHOLE, "en")


def test_the_share_of_assumed_figures_counts_each_figure_once() -> None:
    # Two ranges, a modifier on both, and the correlation: the fitted and the reported one are not
    # assumed.
    assert assumed_share(estimate_of(PACK)) == 0.5


@pytest.mark.parametrize(
    "order",
    [
        ["1", "1.9", "1.10", "2", "10"],
        ["2026.9", "2026.11", "2026.11.1", "2027.1"],
        ["1.0", "1.0-beta", "1.0-final"],
        ["", "1", "a1", "a2", "a10", "b"],
        ["9" * 5000, "1" + "0" * 5000],
    ],
)
def test_numbers_in_versions_are_ordered_as_numbers(order: list[str]) -> None:
    assert all(version_order(one) < version_order(next_) for one, next_ in pairwise(order))
    assert version_order("01.2") == version_order("1.2")


def test_only_a_denied_rule_keeps_a_profile_from_passing() -> None:
    fails = {"weeks": {"max": 1}}
    assert held({"action": "warn", **fails}).passed
    assert not held({"action": "warn", **fails}, {"action": "deny", **fails}).passed


def test_profiles_are_counted_by_what_came_of_them() -> None:
    fails, keeps = {"weeks": {"max": 1}}, {"weeks": {"max": 99}}
    warned = held(*({"action": "warn", **fails} for _ in range(2)))
    denied = held({"action": "deny", **fails}, {"action": "warn", **keeps})
    broken = unjudged("none.yaml", None, [Issue(Message("F101"), Place("none.yaml"))])
    found = counts([warned, denied, broken])
    numbers = (found.profiles, found.passed, found.denied, found.errors, found.warnings)
    assert numbers == (3, 1, 1, 1, 2)
    assert not broken.passed
    assert [each.code for each in broken.errors] == ["F101"]


def test_every_rule_that_needs_a_start_is_told_at_once_but_those_that_do_not_apply() -> None:
    by = {"action": "warn", "finish": {"by": "2027-06-30"}}
    spared = {**by, "when": {"levels.of": ["few"]}}
    with pytest.raises(InputError) as raised:
        held(by, spared, {**by, "action": "deny"})
    rules = [issue.message.values["rule"] for issue in raised.value.issues]
    assert (rules, {issue.place for issue in raised.value.issues}) == (
        ["rule 0", "rule 2"],
        {WHOLE},
    )


def test_a_condition_on_an_input_of_another_pack_spares_the_profile() -> None:
    (rule,) = held({"action": "deny", "when": {"cats": ["many"]}, "weeks": {"max": 1}}).rules
    assert rule.reason == Message("gate_no_input", {"pack": "trial", "input": "cats"})


def test_true_is_not_one_in_a_condition() -> None:
    pack = PACK.replace(
        "levels: [few, many], weights: {few", "levels: [true, many], weights: {true"
    )
    pack = pack.replace("{few: 1, many", "{true: 1, many")
    rules = pack_from(pack)
    profile = profile_from("levels: {of: true}\n", rules)
    subject = Subject(rules.pack, profile, estimate_of(pack), None)
    for wanted, outcome in ((1.0, "skip"), (True, "fail")):
        rule = {"action": "deny", "when": {"levels.of": [wanted]}, "weeks": {"max": 1}}
        named = NamedRule("rule", PolicyRule.model_validate(rule), WHOLE)
        found = hold("p", [named], subject, lambda *path: WHOLE, "en")
        assert found.rules[0].outcome == outcome


def test_weeks_grow_from_nothing_and_to_nothing() -> None:
    some, more = Spread(1, 2, 3, 4), Spread(2, 3.5, 5, 7)
    assert grown(some, more) == AtShares(1.5, 2.0)
    assert grown(None, more) == AtShares(3.5, 5.0)
    assert grown(some, None) == AtShares(-2.0, -3.0)


def test_an_estimate_is_no_change_against_itself() -> None:
    same = estimate_of(PACK)
    baseline = baseline_of(same, "base.json")
    assert list(notes(baseline.shown, same)) == []
    assert [(each.id, each.change) for each in changed_phases(baseline, same)] == [
        (name, AtShares(0.0, 0.0)) for name in ("build", "test")
    ]
    other = estimate_of(PACK, seed=2)
    assert [note.code for note in notes(baseline.shown, other)] == ["compare_noise"]
    longer = estimate_of(PACK.replace("high: 8", "high: 9"))
    assert [note.code for note in notes(baseline.shown, longer)] == ["gate_other_pack"]
