"""Reach: the phases that a change of an input can change."""

from functools import cache

import numpy as np
import pytest

from building import pack_from, profile_from
from crmtimeline.engine.reach import decides, going_before, reached
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.variants import Variants
from crmtimeline.model.pack import RulePack
from crmtimeline.model.strict import Value

PACK = """
inputs:
  company.employees: {number: {min: 1}, range: {low: 40, high: 2500}, $cite}
  company.users: {number: {min: 1}, else: company.employees, $cite}
  depth: {levels: [none, deep], weights: {none: 0.5, deep: 0.5}, $cite}
  load: {number: {min: 0}, weights: {0: 0.3, 2: 0.7}, $cite}
  pace: {levels: [high, low], weights: {high: 0.5, low: 0.5}, $cite}
  calm: {levels: [true, false], weights: {true: 0.5, false: 0.5}, $cite}
  sites: {number: {min: 1}, else: halls, $cite}
  halls: {number: {min: 1}, else: rooms, $cite}
  rooms: {number: {min: 1}, weights: {1: 0.5, 8: 0.5}, $cite}
  idle: {number: {min: 1}, weights: {1: 1}, $cite}
PRESETS
go_live: live
phases:
  plan: {weeks: {low: 2, high: 4}, $cite}
  build:
    weeks_by: {reads: depth, levels: {none: {low: 1, high: 2}, deep: {low: 5, high: 9}}}
    after: [plan]
    $cite
  join: {weeks: {low: 3, high: 7}, after: [plan], when: {reads: load, min: 0.5}, $cite}
  test: {weeks: {low: 2, high: 3}, links: [{from: build, kind: SS}, {from: join}], $cite}
  live: {weeks: {low: 1, high: 2}, after: [test], $cite}
modifiers:
  pace: {reads: pace, levels: {high: 0.9, low: 1.2}, applies_to: {plan: 1, live: 0.5}, $cite}
  calm: {reads: calm, levels: {true: 1, false: 2}, applies_to: {all: 1}, $cite}
  sites: {reads: sites, curve: {1: 1, 9: 2}, applies_to: {test: 1}, $cite}
  users: {reads: company.users, curve: {40: 0.8, 2500: 2}, applies_to: {live: 1}, $cite}
"""
SIZES = """presets:
  small:
    employees: {low: 5, high: 300}
    inputs: {depth: {weights: {none: 0.9, deep: 0.1}}}
    $cite
  large: {employees: {low: 300, high: 5000}, $cite}"""


@cache
def rules(*, sizes: bool = False) -> RulePack:
    """Return the pack above, with presets or without."""
    return pack_from(PACK.replace("PRESETS", SIZES if sizes else ""))


@pytest.mark.parametrize(
    ("name", "phases"),
    [
        ("depth", {"build"}),
        ("load", {"join"}),
        ("rooms", {"test"}),
        ("halls", {"test"}),
        ("pace", {"plan", "live"}),
        ("calm", {"plan", "build", "join", "test", "live"}),
        ("company.employees", {"live"}),
        ("idle", set()),
    ],
)
def test_an_input_reaches_the_phases_that_read_it_or_what_it_stands_in_for(
    name: str, phases: set[str]
) -> None:
    assert reached(rules().pack, [name]) == phases
    assert reached(rules().pack, [name, "depth"]) == phases | {"build"}


def test_on_size_employees_and_users_hangs_what_others_are() -> None:
    deciding = {"company.size", "company.employees", "company.users"}
    for name in (*rules().pack.inputs, "company.size"):
        assert decides(rules().pack, name) == (name in deciding)


def test_what_goes_before_is_reached_over_ties_of_any_kind() -> None:
    assert going_before(rules().pack, ["test"]) == {"test", "build", "join", "plan"}
    assert going_before(rules().pack, ["join"]) == {"join", "plan"}
    assert going_before(rules().pack, []) == frozenset()


# Changed projects are to the last bit what their profiles by themselves would give

UNDER_WAY = "start: 2027-01-04\nas_of: 2027-03-05\nprogress: "
BUILT = "plan: {started: 2027-01-04, finished: 2027-01-22}, build: {started: 2027-01-25"
PROFILES = {
    "planned": "{}\n",
    "running": f"{UNDER_WAY}{{{BUILT}}}}}\n",
    "join passed in silence or not there": (
        f"{UNDER_WAY}{{{BUILT}, finished: 2027-02-19}}, test: {{started: 2027-02-22}}}}\n"
    ),
    "a risk": "risks: [{title: x, phase: join, probability: 0.5, weeks: {low: 2, high: 9}}]\n",
}
CHANGES: list[dict[str, Value]] = [
    {"load": 0},
    {"load": 5},
    {"load": 2, "depth": "none"},
    {"rooms": 8},
    {"calm": True},
    {"pace": "low", "sites": 4},
    {"company.employees": 80},
    {"company.users": 900, "halls": 3},
]


@pytest.mark.parametrize("sizes", [False, True])
@pytest.mark.parametrize("text", PROFILES.values(), ids=PROFILES)
def test_a_change_is_what_the_profile_by_itself_would_give(text: str, sizes: bool) -> None:
    pack, made_with = rules(sizes=sizes), Settings("en", "0", 400)
    variants = Variants(pack, profile_from(text, pack), made_with)
    for changes in CHANGES:
        anew = Variants(pack, variants.project(changes).profile, made_with)
        assert variants.possible(changes) == anew.possible({})
        if anew.possible({}):
            assert np.array_equal(variants.ends(changes), anew.ends({}))
