"""Warnings: what in a profile changes no figure, or not as written, each with its place."""

import json
from datetime import date

import pytest

from building import estimate_of, pack_from, profile_from
from crmtimeline.engine.estimate import estimate
from crmtimeline.engine.settings import Settings
from crmtimeline.model.calendar import Calendar, Off
from crmtimeline.render.json_document import estimate_json

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


OFFICE = Calendar(
    id="office",
    off=(Off(date(2027, 1, 1), date(2027, 1, 4), "new-year"),),
    decreed=frozenset({2026, 2027}),
    projected=frozenset({2028, 2029, 2031}),
)
"""A calendar that knows 2026 and 2027 by decree, 2028, 2029 and 2031 by projection."""


def warned(profile: str, pack: str = PACK) -> list[tuple[str, str]]:
    return [(each.code, each.place) for each in estimate_of(pack, profile).warnings]


def warned_by(calendar: Calendar, profile: str, pack: str = PACK) -> list[tuple[str, str, str]]:
    """Return code, place and English sentence of each warning under a calendar."""
    rules = pack_from(pack)
    known = profile_from(profile, rules)
    estimated = estimate(rules, known, Settings("en", "0", 200, 1), calendar)
    found = json.loads(estimate_json(estimated))["warnings"]
    return [(each["code"], each["place"], each["message"]) for each in found]


def test_ticked_items_are_no_reason_for_a_warning() -> None:
    assert warned("name: A\ndone: [sponsor]\n") == []


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


def test_a_risk_on_a_phase_that_is_out_of_scope_is_warned_of() -> None:
    risk = "  - {title: %s, phase: %s, probability: 0.5, weeks: {low: 1, high: 2}}\n"
    profile = "skip: [extra]\nrisks:\n" + risk % ("fire", "build") + risk % ("water", "extra")
    assert warned(profile) == [("W112", "profile.yaml:4")]


def test_warnings_come_in_the_order_of_the_profile() -> None:
    profile = """company: {industry: other}
skip: [extra]
phases:
  extra: {weeks: {low: 1, high: 2}}
start: 2027-01-02
as_of: 2027-01-08
"""
    codes = [code for code, _ in warned(profile)]
    assert codes == ["W102", "W103", "W105", "W106", "W108"]


def test_a_profile_that_only_says_what_matters_has_no_warnings() -> None:
    assert warned("name: A\nlanguage: en\ndepth: light\nskip: [extra]") == []


def test_a_start_on_a_day_off_is_said_to_move_to_the_next_working_day() -> None:
    for start in ("2027-01-01", "2027-01-02", "2027-01-04"):
        assert warned_by(OFFICE, f"start: {start}") == [
            ("W105", "profile.yaml:1", f"{start} is not worked; the project starts on 2027-01-05")
        ]
    assert warned_by(OFFICE, "start: 2027-01-05") == []


def test_a_start_in_a_closure_is_said_to_move_too() -> None:
    profile = "start: 2027-03-01\nclosures: [{from: 2027-03-01, to: 2027-03-03}]"
    ((code, _, sentence),) = warned_by(OFFICE, profile)
    assert code == "W105"
    assert sentence.endswith("2027-03-04")


@pytest.mark.parametrize("section", ["closures", "freezes"])
@pytest.mark.parametrize(
    ("days", "idle"),
    [
        ("{from: 2026-03-08, to: 2026-03-12}", True),  # over before the start
        ("{from: 2037-03-08, to: 2037-03-12}", True),  # long after the end
        ("{from: 2027-03-13, to: 2027-03-14}", True),  # a weekend
        ("{from: 2027-03-13, to: 2027-03-15}", False),
        ("{from: 2026-03-08, to: 2027-03-08}", False),  # reaches into it
        ("{from: 03-08, to: 03-12}", False),  # of every year
    ],
)
def test_a_window_that_no_day_of_the_project_lies_in_is_warned_of(
    section: str, days: str, idle: bool
) -> None:
    entry = days.replace("}", ", phases: [build]}") if section == "freezes" else days
    profile = f"start: 2027-03-08\ndepth: light\n{section}:\n  - {entry}\n"
    pack = PACK.replace("high: 2}, $cite}\n  extra", "high: 9}, $cite}\n  extra")
    found = [each for each in warned_by(OFFICE, profile, pack) if each[0] != "W105"]
    assert [each[:2] for each in found] == [("W113", "profile.yaml:4")] * idle


def test_dates_without_a_calendar_are_warned_of() -> None:
    assert warned("name: A\nstart: 2027-03-01") == [("W106", "profile.yaml:2")]
    assert warned("name: A") == []


def test_projected_years_are_named_at_the_calendar_else_at_the_start() -> None:
    ((code, place, sentence),) = warned_by(OFFICE, "name: A\nstart: 2028-03-01")
    assert (code, place) == ("W107", "profile.yaml:2")
    assert sentence.startswith("office has no decree for 2028 yet")
    ((_, place, _),) = warned_by(OFFICE, "start: 2028-03-01\ncalendar: office")
    assert place == "profile.yaml:2"


def test_years_that_a_calendar_does_not_hold_are_warned_of_besides_projected_ones() -> None:
    long = PACK.replace("build: {weeks: {low: 1, high: 2}", "build: {weeks: {low: 240, high: 241}")
    found = warned_by(OFFICE, "depth: light\nstart: 2027-09-01", long)
    assert [code for code, _, _ in found] == ["W107", "W109"]
    sentences = [sentence for _, _, sentence in found]
    assert "2028-2029, 2031 " in sentences[0]
    assert sentences[1] == "office does not know 2030, 2032: only weekends are off there"


@pytest.mark.parametrize(
    "line",
    [
        "deadline: 2027-06-30",
        "calendar: CN",
        "closures: [{from: 12-24}]",
        "freezes: [{every: month, last_days: 3, phases: [build]}]",
    ],
)
def test_what_needs_a_start_is_warned_of_without_one(line: str) -> None:
    assert warned(f"name: A\n{line}") == [("W108", "profile.yaml:2")]
    assert "W108" not in {code for code, _ in warned(f"start: 2027-03-01\n{line}")}


def test_a_day_of_progress_without_progress_is_warned_of() -> None:
    profile = "start: 2027-03-01\nas_of: 2027-03-05"
    assert [code for code, _, _ in warned_by(OFFICE, profile)] == ["W108"]
    profile += "\nprogress: {build: {started: 2027-03-01}}"
    assert warned_by(OFFICE, profile) == []


def test_a_freeze_of_phases_that_are_out_of_scope_is_warned_of() -> None:
    profile = "start: 2027-03-01\nskip: [extra]\nfreezes: [{from: 2027-03-08, phases: [%s]}]"
    ((code, place, _),) = warned_by(OFFICE, profile % "extra")
    assert (code, place) == ("W110", "profile.yaml:3")
    assert warned_by(OFFICE, profile % "extra, build") == []


def test_a_freeze_of_what_goes_live_is_warned_of_where_that_is_out_of_scope() -> None:
    profile = "start: 2027-03-01\nskip: [extra]\nfreezes: [{from: 2027-03-08}]"
    found = warned_by(OFFICE, profile, PACK + "go_live: extra\n")
    assert [code for code, _, _ in found] == ["W110"]
    assert warned_by(OFFICE, profile, PACK + "go_live: build\n") == []


def test_progress_that_the_rules_hardly_expect_is_warned_of() -> None:
    pack = """
inputs:
  luck: {levels: [good, bad], weights: {good: 0.999, bad: 0.001}, $cite}
phases:
  build: {weeks: {low: 1, high: 1.1}, $cite}
modifiers:
  by-luck: {reads: luck, levels: {good: 1, bad: 30}, applies_to: {build: 1}, $cite}
"""
    profile = """start: 2027-03-01
as_of: 2027-09-30
progress:
  build: {started: 2027-03-01, finished: %s}
"""
    ((code, place, _),) = warned_by(OFFICE, profile % "2027-09-24", pack)
    assert (code, place) == ("W111", "profile.yaml:3")
    assert warned_by(OFFICE, profile % "2027-03-05", pack) == []
