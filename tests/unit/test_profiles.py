"""Profiles: fixed keys and declared inputs, what contradicts itself, and where all of it stands."""

import pytest

from crmtimeline.errors import Message, Place
from crmtimeline.files.overrides import override
from crmtimeline.files.profiles import check_profile
from crmtimeline.model.pack import Pack
from reading import pack_of, profile_of, profile_refusal, told, tree_of, write_pack

PACK = """
inputs:
  company.employees: {number: {min: 1}, range: {low: 40, high: 2500}, $cite}
  company.users: {number: {min: 1}, else: company.employees, $cite}
  depth: {levels: [light, deep], assume: light, $cite}
  site.ready: {levels: [false, true], assume: true, $cite}
presets:
  small: {employees: {low: 5, high: 50}, $cite}
  large: {employees: {low: 50, high: 5000}, $cite}
scopes:
  build-only: {skip: [plan]}
phases:
  plan: {weeks: {low: 1, high: 2}, $cite}
  build: {weeks: {low: 1, high: 2}, $cite}
"""


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    folder = tmp_path_factory.mktemp("pack")
    write_pack(folder, "pack.yaml", PACK)
    return pack_of(folder, "pack.yaml").rules.pack


def test_an_empty_profile_is_a_profile(pack: Pack) -> None:
    profile = profile_of(pack, "")
    assert (profile.inputs, profile.given, profile.keys.skip) == ({}, {}, [])


def test_inputs_are_known_by_their_dotted_names(pack: Pack) -> None:
    profile = profile_of(pack, "{company: {employees: 30, size: small}, site: {ready: false}}")
    assert profile.inputs == {
        "company.employees": 30,
        "company.size": "small",
        "site.ready": False,
    }


def test_an_input_left_empty_is_unknown(pack: Pack) -> None:
    assert profile_of(pack, "depth:\ncompany:\n  users:\n  employees: 7\n").inputs == {
        "company.employees": 7
    }


def test_a_group_left_empty_holds_nothing(pack: Pack) -> None:
    assert profile_of(pack, "company:\nsite: {}\n").inputs == {}


def test_places_are_the_lines_of_keys(pack: Pack) -> None:
    text = "name: 甲😀\ncompany:\n  employees: 30\nphases:\n  plan: {weeks: {low: 1, high: 1}}\n"
    profile, _ = check_profile(pack, tree_of(text), label="deal.yaml")
    assert profile is not None
    assert profile.places == {
        "name": Place("deal.yaml", 1),
        "company.employees": Place("deal.yaml", 3),
        "phases": Place("deal.yaml", 4),
        "phases.plan": Place("deal.yaml", 5),
    }


def test_a_setting_keeps_its_own_place_whatever_the_file_is_called(pack: Pack) -> None:
    profile, _ = check_profile(
        pack, override(tree_of("depth: deep"), ["depth=light"])[0], label="deal.yaml"
    )
    assert profile is not None
    assert profile.places == {"depth": Place("--set", 1)}


def test_the_digest_is_of_what_is_said_not_of_how(pack: Pack) -> None:
    some = profile_of(pack, "depth: deep\nname: 甲\n")
    same = profile_of(pack, "# a remark\n{depth: 'deep', name: \"甲\"}\n")
    other = profile_of(pack, "depth: light\nname: 甲\n")
    assert some.digest == same.digest != other.digest


def test_a_profile_may_stand_inside_another_file(pack: Pack) -> None:
    tree = tree_of("cases:\n  usual:\n    profile: {depth: 深, name: 3}\n")
    profile, issues = check_profile(pack, tree, ("cases", "usual", "profile"))
    assert profile is None
    assert sorted(told(issues)) == ["3:22 P104", "3:31 P102"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dept: deep", ["1:1 P101"]),
        ("{name: 华东😀, company: {employes: 3}}", ["1:23 P101"]),
        ("company: {size.x: 3}", ["1:11 P101"]),
        ("3: x\ntrue: y", ["1:1 P101", "2:1 P101"]),
        ("company: 300", ["1:10 P102"]),
        ("company: {employees: {number: 3}}", ["1:22 P102"]),
        ("site: {ready: yes}", ["1:15 P102"]),
        ("site: {ready: 1}", ["1:15 P102"]),
        ("depth: true", ["1:8 P104"]),
        ("company: {employees: true, users: 1.5}", ["1:22 P102"]),
        ("company: {employees: 0.5}", ["1:22 P103"]),
        ("company: {employees: 1e16}", ["1:22 P103"]),
        ("depth: 深", ["1:8 P104"]),
        ("company: {size: tiny}", ["1:17 P104"]),
        ("language: zh", ["1:11 P104"]),
        ("skip: [plan, plans]", ["1:14 P105"]),
        ("phases: {plant: {weeks: {low: 1, high: 2}}}", ["1:10 P105"]),
        ("progress: {plant: {started: 2027-01-04}}", ["1:12 P105"]),
        ("scope: build", ["1:8 P106"]),
        ("company: {employees: 30, users: 31}", ["1:33 P108"]),
        ("company: {size: small, employees: 51}", ["1:35 P109"]),
        ("company: {size: large, employees: 49}", ["1:35 P109"]),
        ("start: 2027-02-01\ndeadline: 2027-01-31", ["2:11 P112"]),
        ("skip: [build, plan]", ["1:1 P114"]),
        ("scope: build-only\nskip: [build]", ["2:1 P114"]),
        ("depth: 3\nname: 4\ncompany: {employees: 0, x: 1}", [
            "1:8 P102", "2:7 P102", "3:22 P103", "3:25 P101",
        ]),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(pack: Pack, text: str, found: list[str]) -> None:
    assert profile_refusal(pack, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "company: {size: small, employees: 50}",
        "company: {size: large, employees: 50}",
        "company: {employees: 30, users: 30}",
        "{start: 2027-01-04, deadline: 2027-01-04}",
        "scope: build-only",
        "phases: {plan: {weeks: {low: 0, high: 0}}}",
        "phases: {plan: {weeks: {low: 2, likely: 2, high: 2}, note: 甲方}}",
        "language: zh-TW",
    ],
)
def test_ends_and_equals_are_allowed(pack: Pack, text: str) -> None:
    assert profile_of(pack, text).given


def test_users_are_not_compared_with_employees_that_are_assumed(pack: Pack) -> None:
    assert profile_of(pack, "company: {users: 9000}").inputs == {"company.users": 9000}


def test_an_unknown_level_comes_with_all_that_are_known(pack: Pack) -> None:
    _, (issue,) = check_profile(pack, tree_of("depth: deeep"))
    assert issue.message.values["input"] == "depth"
    assert issue.message.values["allowed"] == ["light", "deep"]
    assert issue.hint == Message("hint_mean", {"word": "deep"})


def test_a_misspelt_key_is_compared_with_inputs_of_its_group_and_with_fixed_keys(
    pack: Pack,
) -> None:
    _, issues = check_profile(pack, tree_of("skipp: []\ndeph: deep\nsite: {redy: true}"))
    assert [issue.hint for issue in issues] == [
        Message("hint_mean", {"word": word}) for word in ("skip", "depth", "ready")
    ]
