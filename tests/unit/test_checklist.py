"""Checklist: items go with their phases, and what a project makes urgent comes first."""

from typing import Any

import pytest

from building import estimate_of, pack_from, profile_from
from crmtimeline.engine.checklist import checklist_of
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.errors import InputError
from crmtimeline.model.checklist import ItemShown, ProjectChecklist
from crmtimeline.model.source import Checklist
from crmtimeline.render.words import say

PACK = """
inputs:
  company.employees: {number: {min: 1}, assume: 300, title: {en: Employees}, $cite}
  company.users: {number: {min: 1}, else: company.employees, $cite}
  quality: {levels: [good, poor], weights: {good: 0.6, poor: 0.4}, title: {en: Quality}, $cite}
  strict: {weights: {false: 0.4, true: 0.6}, title: {en: Strict}, ask: {en: Is it?}, $cite}
phases:
  build: {weeks: {low: 1, high: 2}, $cite}
  extra: {weeks: {low: 1, high: 2}, when: {reads: quality, is: [poor]}, $cite}
milestones: {calm: {after: build, weeks: {low: 1, high: 2}, $cite}}
stages:
  early: {title: {en: Early on}}
  unused: {title: {en: Never}}
  late: {title: {en: Late}}
"""
ITEMS: dict[str, dict[str, Any]] = {
    "party": {"stage": "late"},
    "plan": {"stage": "early"},
    "clean": {"stage": "early", "urgent_when": {"reads": "quality", "is": ["poor"]}},
    "staff": {"stage": "early", "urgent_when": {"reads": "company.users", "min": 200.0}},
    "lawyer": {"stage": "elsewhere", "urgent_when": {"reads": "strict", "is": [True]}},
    "small": {"urgent_when": {"reads": "company.employees", "max": 50.0}},
    "middle": {"urgent_when": {"reads": "company.employees", "min": 10.0, "max": 400.0}},
    "tool": {"stage": "early", "phase": "extra"},
    "elsewhere": {"stage": "early", "phase": "in-another-pack"},
    "backup": {"stage": "late", "rhythm": {"en": "weekly"}},
    "drill": {
        "stage": "late",
        "rhythm": {"en": "yearly"},
        "urgent_when": {"reads": "strict", "is": [True]},
    },
}


def made(profile: str = "", pack: str = PACK, items: Any = None) -> ProjectChecklist:
    """Return the checklist of a profile, as text, with the items above."""
    written = {
        name: {"title": {"en": name.capitalize()}, **item}
        for name, item in (ITEMS if items is None else items).items()
    }
    rules = pack_from(pack)
    known = profile_from(profile, rules)
    checklist = Checklist.model_validate({"checklist": written})
    estimated = estimate(rules, known, Settings("en", "0", 200, 1))
    return checklist_of(rules.pack, known, estimated, checklist)


def every(checklist: ProjectChecklist) -> dict[str, ItemShown]:
    """Return all items of a checklist by id."""
    parts = [*(stage.items for stage in checklist.stages), checklist.upkeep]
    return {item.id: item for part in parts for item in part}


def order(checklist: ProjectChecklist) -> dict[str | None, list[str]]:
    """Return the ids of each stage's items."""
    return {stage.id: [item.id for item in stage.items] for stage in checklist.stages}


def reasons(profile: str) -> dict[str, str]:
    """Return why each urgent item is urgent."""
    items = every(made(profile)).values()
    return {item.id: say(item.reason, "en") for item in items if item.reason is not None}


def test_stages_come_in_the_packs_order_then_others_then_none() -> None:
    found = made("company: {employees: 100}\nquality: poor\nstrict: false\n")
    assert order(found) == {
        "early": ["clean", "plan", "staff", "tool"],
        "late": ["party"],
        "elsewhere": ["lawyer"],
        None: ["middle", "small"],
    }
    titles = [stage.title for stage in found.stages]
    assert titles == ["Early on", "Late", "elsewhere", None]


def test_what_comes_back_stands_under_upkeep_with_its_rhythm_and_in_no_stage() -> None:
    found = made("strict: true")
    assert [(item.id, item.rhythm) for item in found.upkeep] == [
        ("drill", "yearly"),
        ("backup", "weekly"),
    ]
    assert not {"drill", "backup"} & {each for ids in order(found).values() for each in ids}


@pytest.mark.parametrize(
    ("profile", "kept"),
    [("quality: poor", True), ("", True), ("quality: good", False), ("skip: [extra]", False)],
)
def test_an_item_goes_with_its_phase(profile: str, kept: bool) -> None:
    found = made(profile)
    assert ("tool" in every(found)) is kept
    assert "elsewhere" not in every(found)
    assert found.counts.out_of_scope == (1 if kept else 2)


def test_urgent_items_say_which_value_makes_them_so() -> None:
    assert reasons("company: {employees: 5000, users: 250}\nquality: poor\nstrict: true\n") == {
        "clean": "Quality: poor",
        "staff": "company.users: 250, urgent from 200 on",
        "lawyer": "Strict: yes",
        "drill": "Strict: yes",
    }
    assert reasons("company: {employees: 50}\nquality: good\nstrict: false\n") == {
        "small": "Employees: 50, urgent up to 50",
        "middle": "Employees: 50",
    }


def test_what_is_not_known_is_judged_at_its_usual_value_and_said_to_be_assumed() -> None:
    items = every(made())
    assert (items["lawyer"].urgent, items["lawyer"].assumed) == (True, True)
    assert (items["clean"].urgent, items["clean"].assumed) == (False, True)
    assert (items["plan"].urgent, items["plan"].assumed) == (False, False)
    known = every(made("strict: true\nquality: poor\ncompany: {employees: 300}"))
    assert {name for name, item in known.items() if item.assumed} == {"staff"}, "by the employees"
    assert known["staff"].urgent


def test_inputs_that_were_assumed_are_listed_with_what_they_decide() -> None:
    found = {each.input: each for each in made("quality: poor").usual}
    assert list(found) == ["company.employees", "company.users", "strict"]
    assert found["strict"].items == ("lawyer", "drill")
    assert (found["strict"].ask, found["strict"].assumed) == ("Is it?", True)
    assert made("quality: poor\nstrict: true\ncompany: {employees: 9, users: 9}").usual == ()


def test_a_ticked_item_is_done_keeps_its_reason_and_presses_no_more() -> None:
    profile = "quality: poor\nstrict: true\ncompany: {employees: 9, users: 9}\n"
    before, after = made(profile), made(profile + "done: [clean, plan, drill]\n")
    assert before.urgent == ("clean", "lawyer", "small", "drill")
    assert after.urgent == ("lawyer", "small")
    assert order(after)["early"] == ["plan", "clean", "staff", "tool"]
    items = every(after)
    assert (items["clean"].done, items["clean"].urgent) == (True, True)
    assert items["clean"].reason == every(before)["clean"].reason


def test_counts_add_up() -> None:
    found = made("strict: true\ndone: [plan, lawyer, elsewhere]\n")
    counts = found.counts
    assert counts.items == len(every(found)) == 10
    assert (counts.done, counts.open, counts.urgent) == (2, 8, len(found.urgent))
    assert counts.items + counts.out_of_scope == len(ITEMS)


def test_milestones_profile_and_pack_are_those_of_the_estimate() -> None:
    found, estimated = made("name: A"), estimate_of(PACK, "name: A", trials=200)
    assert found.milestones == estimated.milestones != ()
    assert (found.profile, found.pack) == (estimated.profile, estimated.pack)
    assert found.simulation == estimated.simulation


def test_a_pack_without_a_checklist_has_an_empty_one() -> None:
    found = made(items={})
    assert (found.stages, found.upkeep, found.urgent, found.usual) == ((), (), (), ())
    assert vars(found.counts) == dict.fromkeys(vars(found.counts), 0)


def test_a_project_without_phases_is_refused_as_in_an_estimate() -> None:
    with pytest.raises(InputError) as raised:
        made("skip: [build, extra]")
    assert [issue.code for issue in raised.value.issues] == ["P114"]
