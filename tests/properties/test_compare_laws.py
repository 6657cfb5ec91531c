"""Laws of comparison: contributions sum to the difference, and turn their sign with the sides."""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmtimeline.engine.compare import (
    MOST_AT_ONCE,
    Basis,
    Candidate,
    compare,
    estimate_compared,
)
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import Place
from crmtimeline.files.packs import load_pack
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.compare import Comparison
from crmtimeline.model.pack import RulePack

ROUNDED = 0.0051
"""Half of the last digit that is printed."""

ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    "company": st.fixed_dictionaries(
        {},
        optional={
            "employees": st.integers(400, 3000),
            "users": st.integers(5, 400),
            "business_units": st.integers(1, 5),
        },
    ),
    "customization": st.sampled_from(["light", "moderate", "deep"]),
    "data": st.fixed_dictionaries(
        {}, optional={"records": st.integers(0, 10**6), "quality": st.sampled_from(["clean"])}
    ),
    "integrations": st.fixed_dictionaries({"count": st.integers(0, 6)}),
    "readiness": st.fixed_dictionaries(
        {"cooperation": st.sampled_from(["low", "high"]), "reorganisation": st.booleans()}
    ),
}
INPUTS = st.fixed_dictionaries({}, optional=ANSWERS)
OTHERS = st.fixed_dictionaries(
    {},
    optional={
        "pack": st.sampled_from(["packaged", "custom-build"]),
        "skip": st.just(["training"]),
        "start": st.sampled_from(["2027-01-04", "2027-03-01"]),
        "freezes": st.just([{"from": "02-01", "to": "04-30", "phases": ["training"]}]),
    },
)


@cache
def rules(name: str) -> RulePack:
    """Return a shipped pack."""
    return load_pack(name, Path(), Place("test")).rules


def candidate(fields: dict[str, Any], trials: int = 200) -> Candidate:
    """Return what to compare of a profile."""
    pack = rules(str(fields.get("pack", "packaged")))
    tree = read_tree(json.dumps(fields).encode(), "profile.yaml")
    profile, issues = check_profile(pack.pack, tree)
    assert profile is not None, issues
    basis = Basis(pack, profile, Settings("en", "0", trials), None)
    shown = estimate_compared(estimate(pack, profile, basis.settings), "profile.yaml")
    return Candidate(shown, profile.inputs, basis)


def compared(*fields: dict[str, Any]) -> Comparison:
    """Return the comparison of profiles."""
    return compare([candidate(each) for each in fields], "en", "0")


def check_sums(comparison: Comparison) -> None:
    """Check that each difference is that of the totals, and what its contributions sum to."""
    first = comparison.estimates[0].total.weeks
    for difference in comparison.differences:
        later = comparison.estimates[difference.estimate].total.weeks
        parts = [each for each in comparison.contributions if each.estimate == difference.estimate]
        assert difference.method is not None
        for share in ("p50", "p80"):
            whole = getattr(difference.weeks, share)
            assert whole == pytest.approx(getattr(later, share) - getattr(first, share), abs=0.011)
            sums = sum(getattr(each.weeks, share) for each in parts)
            assert sums == pytest.approx(whole, abs=ROUNDED * (len(parts) + 1))


@settings(max_examples=25)
@given(INPUTS, INPUTS, OTHERS, OTHERS)
def test_contributions_sum_to_the_difference(
    one: dict[str, Any], other: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]
) -> None:
    check_sums(compared({**one, **ours}, {**other, **theirs}))


@settings(max_examples=10)
@given(INPUTS, OTHERS)
def test_equal_profiles_contribute_nothing(one: dict[str, Any], ours: dict[str, Any]) -> None:
    comparison = compared({**one, **ours}, {**one, **ours, "name": "another"})
    assert comparison.contributions == comparison.inputs == comparison.notes == ()
    (difference,) = comparison.differences
    assert (difference.weeks.p50, difference.weeks.p80) == (0, 0)


@settings(max_examples=15)
@given(INPUTS, INPUTS, OTHERS)
def test_turned_round_every_contribution_turns_its_sign(
    one: dict[str, Any], other: dict[str, Any], ours: dict[str, Any]
) -> None:
    one, other = {**one, **ours}, {**other, **ours}
    there, back = (
        {each.input: each for each in comparison.contributions}
        for comparison in (compared(one, other), compared(other, one))
    )
    assert there.keys() == back.keys()
    for name, each in there.items():
        assert (each.from_, each.to) == (back[name].to, back[name].from_)
        if len(there) <= MOST_AT_ONCE:
            assert each.weeks.p50 == pytest.approx(-back[name].weeks.p50, abs=0.011)
            assert each.weeks.p80 == pytest.approx(-back[name].weeks.p80, abs=0.011)


def test_one_changed_input_makes_the_whole_difference() -> None:
    comparison = compared({"customization": "light"}, {"customization": "deep"})
    (part,), (difference,) = comparison.contributions, comparison.differences
    assert (part.input, part.from_, part.to) == ("customization", "light", "deep")
    assert part.weeks == difference.weeks
    assert part.weeks.p80 > 5


def test_several_later_ones_are_each_held_against_the_first() -> None:
    plain: dict[str, Any] = {"customization": "light"}
    third = {**plain, "data": {"quality": "poor"}}
    comparison = compared(plain, {"customization": "deep"}, third)
    by_estimate = defaultdict(list)
    for each in comparison.contributions:
        by_estimate[each.estimate].append(each.input)
    assert by_estimate == {1: ["customization"], 2: ["data.quality"]}


def test_many_changes_are_taken_in_the_order_of_the_later_profile() -> None:
    later = {
        "integrations": {"count": 4},
        "customization": "deep",
        "readiness": {"cooperation": "low", "sponsor": False, "reorganisation": True},
        "data": {"records": 10, "quality": "poor"},
    }
    comparison = compared({"company": {"employees": 500}}, later)
    check_sums(comparison)
    assert [each.input for each in comparison.contributions] == [
        "integrations.load",
        "customization",
        "readiness.cooperation",
        "readiness.sponsor",
        "readiness.reorganisation",
        "data.records",
        "data.quality",
        "company.employees",
    ]
    assert comparison.differences[0].method == "in_order"
    assert [note.code for note in comparison.notes] == ["compare_in_order"]


def test_what_the_later_pack_cannot_take_is_among_the_other_settings() -> None:
    # What is built is never without customization.
    bought = {"customization": "none"}
    comparison = compared(bought, {"pack": "custom-build", "customization": "deep"})
    check_sums(comparison)
    (part,) = comparison.contributions
    assert part.input is None
    assert part.settings == ("pack", "customization")


def test_mixtures_in_which_nothing_can_have_happened_leave_contributions_out() -> None:
    begun = {
        "start": "2026-01-05",
        "as_of": "2026-03-20",
        "progress": {"integration": {"started": "2026-03-02"}},
        "integrations": {"count": 2},
    }
    for name, day in (("planning", "01-09"), ("selection", "02-27")):
        begun["progress"][name] = {"started": "2026-01-05", "finished": f"2026-{day}"}  # type: ignore[index]
    begun["progress"]["selection"]["started"] = "2026-01-12"  # type: ignore[index]
    comparison = compared({"integrations": {"count": 0}}, begun)
    assert comparison.contributions == ()
    assert comparison.differences[0].method is None
    assert [note.code for note in comparison.notes] == ["compare_impossible"]
