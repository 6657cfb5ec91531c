"""Warnings: what a profile says that changes no figure, each with its place."""

from building import estimate_of

PACK = """
inputs:
  company.employees: {number: {min: 1}, assume: 100, $cite}
  company.users: {number: {min: 1}, else: company.employees, $cite}
  company.industry: {levels: [retail, other], assume: other, $cite}
  depth: {levels: [light, deep], assume: light, $cite}
  mood: {levels: [good, bad], assume: good, $cite}
presets:
  any: {employees: {low: 1, high: 1000}, $cite}
phases:
  build: {weeks: {low: 1, high: 2}, $cite}
  extra: {weeks: {low: 1, high: 2}, when: {reads: mood, is: [bad]}, $cite}
modifiers:
  by-depth: {reads: depth, levels: {light: 1, deep: 2}, applies_to: {build: 1}, $cite}
"""


def warned(profile: str, pack: str = PACK) -> list[tuple[str, str]]:
    return [(each.code, each.place) for each in estimate_of(pack, profile).warnings]


def test_a_key_that_changes_nothing_yet_is_warned_of() -> None:
    profile = "name: A\nstart: 2027-01-04\ndeadline: 2027-06-30\n"
    assert warned(profile) == [("W101", "profile.yaml:2"), ("W101", "profile.yaml:3")]


def test_an_input_that_no_rule_reads_is_warned_of() -> None:
    assert warned("company:\n  industry: retail") == [("W102", "profile.yaml:2")]


def test_inputs_that_rules_conditions_or_presets_read_are_not_warned_of() -> None:
    assert warned("depth: deep\nmood: bad\ncompany: {employees: 5, users: 5, size: any}") == []


def test_without_presets_employees_that_nothing_reads_are_warned_of() -> None:
    pack = PACK.replace("presets:\n  any: {employees: {low: 1, high: 1000}, $cite}\n", "")
    profile = "company:\n  employees: 5\n  users: 5"
    assert warned(profile, pack) == [("W102", "profile.yaml:2"), ("W102", "profile.yaml:3")]


def test_an_input_is_read_where_it_stands_in_for_one_that_is_read() -> None:
    pack = PACK.replace("presets:\n  any: {employees: {low: 1, high: 1000}, $cite}\n", "")
    pack += (
        "  by-users: {reads: company.users, curve: {1: 1, 2: 2}, applies_to: {build: 1}, $cite}\n"
    )
    assert warned("company: {employees: 5}", pack) == []


def test_a_range_of_a_phase_that_is_out_of_scope_is_warned_of() -> None:
    profile = "skip: [extra]\nphases:\n  extra: {weeks: {low: 1, high: 2}}\n"
    assert warned(profile) == [("W103", "profile.yaml:3")]


def test_warnings_come_in_the_order_of_the_profile() -> None:
    profile = """company: {industry: other}
skip: [extra]
done: []
phases:
  extra: {weeks: {low: 1, high: 2}}
start: 2027-01-04
"""
    assert [code for code, _ in warned(profile)] == ["W102", "W101", "W103", "W101"]


def test_a_profile_that_only_says_what_matters_has_no_warnings() -> None:
    assert warned("name: A\nlanguage: en\ndepth: light\nskip: [extra]") == []
