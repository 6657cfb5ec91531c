"""Levers: the step that each input can take, and where it ends."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import pack_from, profile_from
from crmtimeline.engine.advise import Adviser, Target
from crmtimeline.engine.levers import Step, as_scalar, steps
from crmtimeline.engine.scope import scope
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.variants import Variants
from crmtimeline.errors import Message, Place
from crmtimeline.files.overrides import override
from crmtimeline.files.packs import load_pack
from crmtimeline.files.profiles import check_profile
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.pack import RulePack
from crmtimeline.model.strict import Value

INPUTS = """
inputs:
  effort: {levels: [small, medium, large], weights: {medium: 0.5, large: 0.5}, LEVER, $cite}
  never: {levels: [small, large, vast], weights: {small: 0, large: 1, vast: 0}, LEVER, $cite}
  helper: {levels: [true, false], weights: {true: 0.8, false: 0.2}, LEVER, $cite}
  rework: {levels: [false, true], weights: {false: 0.8, true: 0.2}, LEVER, $cite}
  sites: {number: {min: 1, max: 9}, weights: {5: 0.5, 2: 0.3, 7: 0.2}, STEP-2}, $cite}
  staff: {number: {min: 1, max: 9}, weights: {5: 0.5, 2: 0.3, 7: 0.2}, STEP2}, $cite}
  pages: {number: {min: 0}, range: {low: 10, high: 90}, STEP-5}, $cite}
  depth: {number: {}, weights: {1: 0.5, 4: 0.5}, LEVER, $cite}
  plain: {levels: [small, large], weights: {small: 0.5, large: 0.5}, $cite}
  certain: {levels: [small, large], weights: {large: 1}, LEVER, $cite}
  unread: {levels: [small, large], weights: {small: 0.5, large: 0.5}, LEVER, $cite}
  shadow: {number: {min: 0}, else: sites, STEP-1}, $cite}
phases:
  work: {weeks: {low: 2, high: 4}, $cite}
modifiers:
"""
READ = (
    "effort",
    "helper",
    "rework",
    "sites",
    "staff",
    "pages",
    "depth",
    "plain",
    "certain",
    "never",
)
NUMBERS = ("sites", "staff", "pages", "depth", "shadow")


@cache
def rules() -> RulePack:
    """Return a pack that reads all its inputs but one."""
    text = INPUTS.replace("LEVER", "lever: {acts: both}").replace(
        "STEP", "lever: {acts: both, step: "
    )
    for name in (*READ, "shadow"):
        factors = "curve: {1: 0.5, 9: 1}" if name in NUMBERS else f"levels: {{{levels_of(name)}}}"
        text += f"  of-{name}: {{reads: {name}, {factors}, applies_to: {{all: 1}}, $cite}}\n"
    return pack_from(text)


def levels_of(name: str) -> str:
    """Return a factor for each level of an input."""
    line = next(line for line in INPUTS.splitlines() if line.startswith(f"  {name}: "))
    levels = line.split("levels: [")[1].split("]")[0].split(", ")
    return ", ".join(f"{level}: {at / 2 + 1}" for at, level in enumerate(levels))


@cache
def shipped(name: str) -> RulePack:
    """Return a shipped pack."""
    return load_pack(name, Path(), Place("test")).rules


def levers(pack: RulePack, profile: str) -> list[Step]:
    """Return the levers of a profile."""
    known = profile_from(profile or "{}\n", pack)
    project = Variants(pack, known, Settings("en", "0", 1_000)).project({})
    inputs = project.plan(None).inputs
    scope(pack, known, inputs, "en")  # asks for what rules read
    return list(steps(pack.pack, known, inputs, lambda settled: settled.draw))


def found(profile: str = "", pack: RulePack | None = None) -> dict[str, Value]:
    """Return the value that each lever leads to."""
    return {step.name: step.value for step in levers(pack or rules(), profile)}


@pytest.mark.parametrize(
    ("given", "easier"),
    [
        ("effort: large", "medium"),
        ("effort: medium", "small"),
        ("helper: false", True),
        ("rework: true", False),
        ("sites: 5", 3),
        ("sites: 3", 1),
        ("staff: 5", 7),
        ("staff: 7", 9),
        ("pages: 12.5", 7.5),
        ("certain: large", "small"),
    ],
)
def test_what_is_given_goes_one_step(given: str, easier: Value) -> None:
    value = found(given)[given.split(":")[0]]
    assert value == easier
    assert isinstance(value, bool) == isinstance(easier, bool)


@pytest.mark.parametrize(
    "given",
    [
        "effort: small",
        "helper: true",
        "rework: false",
        "sites: 1",
        "sites: 2",
        "staff: 8",
        "staff: 9",
    ],
)
def test_there_is_nothing_beyond_the_easiest_or_the_bounds(given: str) -> None:
    assert given.split(":")[0] not in found(given)


def test_what_is_unknown_goes_to_the_easiest_of_its_usual_values() -> None:
    offered = found()
    offered.pop("never", None)
    assert offered == {
        "effort": "medium",
        "helper": True,
        "rework": False,
        "sites": 2,
        "staff": 7,
    }


def test_what_nobody_has_is_not_usual() -> None:
    assert found().get("never", "large") == "large"


def test_levers_come_in_the_order_of_the_pack() -> None:
    assert list(found()) == [name for name in rules().pack.inputs if name in found()]


@pytest.mark.parametrize(
    ("name", "given"),
    [("plain", "plain: large"), ("unread", "unread: large"), ("depth", "depth: 4")],
)
def test_without_lever_reader_or_step_nothing_is_offered(name: str, given: str) -> None:
    assert name not in found(given)
    assert name not in found()


def test_what_stands_in_for_another_input_is_a_lever_only_where_it_is_given() -> None:
    assert "shadow" not in found("sites: 5")
    assert found("sites: 5\nshadow: 4")["shadow"] == 3


def test_the_usual_values_are_those_of_the_preset() -> None:
    packaged = shipped("packaged")
    assert found("company: {size: enterprise}", packaged)["customization"] == "light"
    assert found("company: {size: enterprise}", packaged)["integrations.load"] == 2
    assert found("company: {size: small}", packaged)["customization"] == "none"
    assert found("", packaged)["integrations.load"] == 0


def test_custom_build_has_levels_and_a_title_of_its_own() -> None:
    custom = shipped("custom-build")
    assert found("customization: deep", custom)["customization"] == "moderate"
    assert found("customization: moderate", custom)["customization"] == "light"
    assert "customization" not in found("customization: light", custom)
    assert found("", custom)["customization"] == "light"
    (step,) = [each for each in levers(custom, "customization: deep") if each.settled.given]
    assert step.title("en") == "Make the needs clear and leave complex functions for later"
    assert step.title("zh-CN") == "明确需求，复杂功能放到后期"


@pytest.mark.parametrize(
    ("systems", "left"),
    [
        ("[{interface: complex}, {interface: simple}, {}]", 3),
        ("[{interface: complex}, {interface: standard}]", 2),
        ("[{name: ERP}, {interface: complex}]", 2),
        ("[{interface: complex}, {interface: complex}]", 2),
        ("[{interface: simple}]", 0),
        ("[{interface: complex}]", 0),
    ],
)
def test_of_listed_systems_the_simplest_leaves_first(systems: str, left: float) -> None:
    profile = f"integrations: {{systems: {systems}}}\n"
    assert found(profile, shipped("packaged"))["integrations.load"] == left


@pytest.mark.parametrize("systems", ["[]", "[{interface: simple}]"])
def test_what_is_left_of_listed_systems_can_be_set(systems: str) -> None:
    packaged = shipped("packaged").pack
    tree = read_tree(f"integrations: {{systems: {systems}}}\n".encode(), "profile.yaml")
    changed, slips = override(tree, ["integrations.load=0.5"])
    profile, issues = check_profile(packaged, changed)
    assert profile is not None, issues
    assert (slips, profile.inputs) == ([], {"integrations.load": 0.5})


@pytest.mark.parametrize(
    ("counted", "left"), [("count: 3", 2), ("load: 3", 2), ("load: 2.5", 1.5), ("count: 1", 0)]
)
def test_counted_systems_go_by_the_step(counted: str, left: float) -> None:
    profile = f"integrations: {{{counted}}}\n"
    assert found(profile, shipped("packaged"))["integrations.load"] == left


@pytest.mark.parametrize("nothing", ["count: 0", "load: 0.5", "load: 0", "systems: []"])
def test_no_systems_are_no_lever(nothing: str) -> None:
    profile = f"integrations: {{{nothing}}}\n"
    assert "integrations.load" not in found(profile, shipped("packaged"))


def test_a_pack_that_counts_systems_as_one_takes_one_away() -> None:
    pack = pack_from(
        "inputs: {integrations.load: {number: {min: 0}, weights: {1: 1}, $cite,"
        " lever: {acts: vendor, step: -3}}}\n"
        "phases:\n"
        "  work: {weeks: {low: 1, high: 2}, when: {reads: integrations.load, min: 1}, $cite}\n"
    )
    listed = "integrations: {systems: [{}, {interface: complex}, {}, {}, {}]}"
    assert found(listed, pack) == {"integrations.load": 4}
    assert found("integrations: {count: 5}", pack) == {"integrations.load": 2}


def test_a_lever_without_a_title_has_that_of_its_input() -> None:
    (step,) = [each for each in levers(rules(), "effort: large") if each.name == "effort"]
    assert step.title("en") == "effort"
    assert step.changes == {"effort": "medium"}


def test_a_lever_may_act_through_the_preset_alone() -> None:
    pack = pack_from(
        "inputs:\n"
        "  company.employees: {number: {min: 1}, range: {low: 5, high: 500}, $cite}\n"
        "  company.users: {number: {min: 1}, lever: {acts: both, step: -50}, $cite,"
        " else: company.employees}\n"
        "  how: {levels: [easy, hard], weights: {easy: 0.5, hard: 0.5}, $cite}\n"
        "presets:\n"
        "  small: {employees: {low: 5, high: 50}, users: {high: 60}, $cite,"
        " inputs: {how: {weights: {easy: 1}}}}\n"
        "  large: {employees: {low: 50, high: 500}, $cite, inputs: {how: {weights: {hard: 1}}}}\n"
        "phases: {build: {weeks: {low: 8, high: 12}, $cite}}\n"
        "modifiers:\n"
        "  how: {reads: how, levels: {easy: 0.5, hard: 1}, applies_to: {all: 1}, $cite}\n"
    )
    assert found("company: {users: 100}", pack) == {"company.users": 50}


def test_what_may_take_several_steps_says_where_they_lead() -> None:
    packaged = shipped("packaged")
    (step,) = [each for each in levers(packaged, "") if each.name == "integrations.load"]
    title = "Move one interface to a later stage"
    assert step.title("en") == Message("lever_repeated", {"title": title, "value": 0})
    (step,) = [
        each
        for each in levers(packaged, "integrations: {count: 3}")
        if each.name == "integrations.load"
    ]
    assert step.title("en") == title
    near = pack_from(
        "inputs: {sites: {number: {min: 1}, weights: {2: 0.5, 3: 0.5}, $cite,"
        " title: {en: Open one site less}, lever: {acts: vendor, step: -1}}}\n"
        "phases: {work: {weeks: {low: 1, high: 2}, $cite}}\n"
        "modifiers: {sites: {reads: sites, curve: {2: 1, 3: 2}, applies_to: {work: 1}, $cite}}\n"
    )
    (step,) = levers(near, "")
    assert (step.value, step.title("en")) == (2, "Open one site less")


@pytest.mark.parametrize("value", [0.1 + 0.2, 7, 2.5, -3, 1e15, 1e22, 1e-7, True, False, "light"])
def test_a_value_is_written_as_a_scalar_that_is_read_as_it(value: Value) -> None:
    tree, slips = override(read_tree(b"{}", "p"), [f"a={as_scalar(value)}"])
    read = tree.value["a"]
    assert (slips, read, isinstance(read, bool)) == ([], value, isinstance(value, bool))


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20))
def test_a_text_is_written_as_a_scalar_that_is_read_as_it(text: str) -> None:
    tree, slips = override(read_tree(b"{}", "p"), [f"a={as_scalar(text)}"])
    assert (slips, tree.value["a"]) == ([], text)
    assert as_scalar(text).isprintable()


STEPPED = """
inputs:
  company.employees: {range: {low: 5, high: 500}, lever: {acts: both, step: -5}, $cite}
  company.users: {number: {min: 1}, lever: {acts: both, step: 5}, else: company.employees, $cite}
presets:
  small: {employees: {low: 5, high: 50}, users: {high: 60}, $cite}
  large: {employees: {low: 50, high: 500}, $cite}
phases: {build: {weeks: {low: 8, high: 12}, $cite}}
modifiers:
  many: {reads: company.employees, curve: {5: 0.5, 500: 2}, applies_to: {all: 1}, $cite}
  few: {reads: company.users, curve: {5: 2, 500: 0.5}, applies_to: {all: 1}, $cite}
"""


@pytest.mark.parametrize(
    ("company", "kept"),
    [
        ("employees: 40, users: 20", {"company.employees": 35, "company.users": 25}),
        ("size: small, employees: 8, users: 2", {"company.users": 7}),
        ("employees: 20, users: 18", {}),
        ("employees: 20, users: 15", {"company.employees": 15, "company.users": 20}),
    ],
)
def test_no_lever_or_goal_leads_into_a_contradiction(company: str, kept: dict[str, Value]) -> None:
    pack = pack_from(STEPPED)
    known = profile_from(f"company: {{{company}}}\n", pack)
    adviser = Adviser(pack, known, Settings("en", "0", 100))
    advice = adviser.advice(Target("", 0.1, 80))
    assert {each.id: each.changes[each.id] for each in advice.levers} == kept
    assert advice.goal is not None
    assert advice.goal.exact
    ends = {"employees": 20.0, "users": 15.0, **known.given["company"]}
    ends |= {name.partition(".")[2]: value for name, value in advice.goal.changes.items()}
    assert ends["users"] <= ends["employees"]
    for each in advice.combinations:
        assert len(each.levers) < 2 or company == "employees: 40, users: 20"
