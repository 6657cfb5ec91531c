"""The rules of `check`: each kind with a profile that keeps it and one that does not."""

import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crmtimeline.errors import Exit
from crmtimeline.model.policy import KINDS
from holding import LIGHT, PROFILE, check, checked, policy, save, write


class Example(NamedTuple):
    """A rule as a policy has it, kept and not, and the word for its figure on the screen."""

    kept: str
    failed: str
    told: str


EXAMPLES = {
    "weeks": Example(
        "weeks: {at: 80, max: 26}",
        "weeks: {at: 80, max: 20}",
        "P80 is 21.6 weeks; at most 20 allowed",
    ),
    "weeks of a phase": Example(
        "weeks: {phase: training, at: 50, max: 2}",
        "weeks: {phase: training, at: 50, max: 1.4}",
        "Training: P50 is 1.5 weeks; at most 1.4 allowed",
    ),
    "finish": Example(
        "finish: {at: 50, by: 2027-06-30}",
        "finish: {at: 50, by: 2027-03-31}",
        "P50 is 2027-04-28; 2027-03-31 at the latest",
    ),
    "finish of a phase": Example(
        "finish: {phase: customization, by: 2027-05-31}",
        "finish: {phase: customization, by: 2027-04-02}",
        "Customization: P80 is 2027-04-12; 2027-04-02 at the latest",
    ),
    "change": Example(
        "change: {at: 80, max: 4}",
        "change: {at: 80, max: 1}",
        "P80 changes by +3.6 weeks; at most +1 allowed",
    ),
    "change of a phase": Example(
        "change: {phase: training, max: 0}",
        "change: {phase: customization, at: 90, max: 0}",
        "Customization: P90 changes by +5.98 weeks; at most 0 allowed",
    ),
    "deadline": Example(
        "deadline: {min: 0.9}",
        "deadline: {min: 0.96}",
        "the deadline is met with 95.6 %; at least 96 % required",
    ),
    "unknown": Example(
        "unknown: {max: 0.3}",
        "unknown: {max: 0.2}",
        "unknown inputs explain 21 % of the spread; at most 20 % allowed",
    ),
    "assumed": Example(
        "assumed: {max: 0.6}",
        "assumed: {max: 0.5}",
        "54.2 % of the figures are assumed; at most 50 % allowed",
    ),
    "ratio": Example(
        "ratio: {max: 1.4}",
        "ratio: {max: 1.3}",
        "P80 is 1.399 times P50; at most 1.3 times allowed",
    ),
    "require": Example(
        "require: [company.employees, start]",
        "require: [company.employees, data.quality, done]",
        "not known: data.quality, done",
    ),
    "packs": Example(
        'packs: {packaged: {at_least: "2026.9"}}',
        'packs: {packaged: {at_least: "2026.12"}, custom-build: {version: "2026.11"}}',
        "pack packaged 2026.11; allowed: packaged >= 2026.12, custom-build 2026.11",
    ),
    "packs by exact version": Example(
        'packs: {packaged: {version: "2026.11"}}',
        'packs: {packaged: {version: "2026.10", at_least: "2026.9"}}',
        "pack packaged 2026.11; allowed: packaged 2026.10 >= 2026.9",
    ),
    "packs by id": Example(
        "packs: {packaged: {}}",
        "packs: {custom-build: {}}",
        "pack packaged 2026.11; allowed: custom-build",
    ),
}
by_kind = pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that the tests of this module share."""
    return tmp_path_factory.mktemp("check")


@pytest.fixture(scope="module")
def profile(folder: Path) -> str:
    """Return the profile's file."""
    return write(folder, "deal.yaml", PROFILE)


@pytest.fixture(scope="module")
def base(folder: Path) -> list[str]:
    """Return the options for a baseline of less customization."""
    return ["--against", save(folder, "base.json", LIGHT)]


def rule_of(document: Any, at: int = 0) -> Any:
    """Return one rule of the first profile."""
    return document["profiles"][0]["rules"][at]


def test_every_kind_has_an_example() -> None:
    assert tuple(dict.fromkeys(name.split()[0] for name in EXAMPLES)) == KINDS
    for name, example in EXAMPLES.items():
        for text in (example.kept, example.failed):
            assert text.startswith(f"{name.split()[0]}: ")


@by_kind
def test_a_rule_that_is_kept_passes(
    example: Example, tmp_path: Path, profile: str, base: list[str]
) -> None:
    rules = policy(tmp_path, f"action: deny, {example.kept}")
    result = check(profile, "--policy", rules, *base, "--lang", "en")
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    assert "  passes  a  " in result.stdout


@by_kind
def test_a_denied_rule_ends_with_4_and_says_what_was_found(
    example: Example, tmp_path: Path, profile: str, base: list[str]
) -> None:
    rules = policy(tmp_path, f"action: deny, {example.failed}")
    result = check(profile, "--policy", rules, *base, "--width", "160")
    assert (result.exit_code, result.stderr) == (Exit.GATE, "")
    assert f"  denied  a  {example.told}\n" in result.stdout


def test_rules_that_warn_are_told_and_pass(tmp_path: Path, profile: str, base: list[str]) -> None:
    rules = policy(tmp_path, *(f"action: warn, {each.failed}" for each in EXAMPLES.values()))
    result = check(profile, "--policy", rules, *base, "--width", "160")
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    for example in EXAMPLES.values():
        assert re.search(rf"  warning  \w  {re.escape(example.told)}\n", result.stdout)
    assert f"Warnings: {len(EXAMPLES)}." in result.stdout


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--max", "26w@80"], Exit.DONE),
        (["--max", "26"], Exit.DONE),
        (["--max", "5m@80"], Exit.DONE),
        (["--max", "4m@80"], Exit.GATE),
        (["--max", "26w@95", "--max", "15w@50"], Exit.GATE),
        (["--by", "2027-06-30"], Exit.DONE),
        (["--by", "2027-04-28@50"], Exit.DONE),
        (["--by", "2027-04-27@50"], Exit.GATE),
        (["--max-change", "+4w@80"], Exit.DONE),
        (["--max-change", "1m@80"], Exit.DONE),
        (["--max-change", "0w"], Exit.GATE),
        (["--max-change", "-1w@80"], Exit.GATE),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_options_are_rules_that_deny(
    profile: str, base: list[str], options: list[str], code: Exit
) -> None:
    result = check(profile, *options, *base)
    assert (result.exit_code, result.stderr) == (code, "")
    assert " ".join(options[:2]) in result.stdout


def test_options_and_a_policy_are_judged_together(tmp_path: Path, profile: str) -> None:
    rules = policy(tmp_path, "action: warn, weeks: {max: 1}")
    document = checked(profile, "--policy", rules, "--max", "1w", "--by", "2027-01-05")
    found = document["profiles"][0]["rules"]
    names = [each["rule"] for each in found]
    assert names == ["a", "--max 1w", "--by 2027-01-05"]
    assert [each["action"] for each in found] == ["warn", "deny", "deny"]
    assert found[0]["rule_place"] == f"{rules}:2:3"
    assert found[1]["rule_place"] == "--max"


def test_the_limit_itself_is_allowed(tmp_path: Path, profile: str, base: list[str]) -> None:
    limits = [each.failed for each in EXAMPLES.values() if re.search("(min|max|by): ", each.failed)]
    loose = policy(tmp_path, *(f"action: deny, {limit}" for limit in limits))
    found = checked(profile, "--policy", loose, *base)["profiles"][0]["rules"]
    assert [each["outcome"] for each in found] == ["fail"] * len(limits)
    exact = [
        re.sub("((min|max|by): )[^,}]+", rf"\g<1>{each['actual']}", limit)
        for limit, each in zip(limits, found, strict=True)
    ]
    tight = policy(tmp_path, *(f"action: deny, {limit}" for limit in exact))
    found = checked(profile, "--policy", tight, *base)["profiles"][0]["rules"]
    assert [each["outcome"] for each in found] == ["pass"] * len(limits)


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("weeks: {phase: acceptance, max: 1}", "out of scope: left out by the profile"),
        ("finish: {phase: development, by: 2027-01-05}", "no phase 'development'"),
        ("change: {max: -9}", "there is no baseline"),
        ("when: {customization: [deep]}, weeks: {max: 1}", "other values of customization"),
        ("when: {company.employees: {min: 301}}, weeks: {max: 1}", "other values of company"),
        ("when: {company.employees: {max: 299}}, weeks: {max: 1}", "other values of company"),
        ("when: {company.employees: [250]}, weeks: {max: 1}", "other values of company"),
    ],
)
def test_a_rule_that_does_not_apply_says_why_and_fails_nobody(
    tmp_path: Path, profile: str, rule: str, reason: str
) -> None:
    rules = policy(tmp_path, f"action: deny, {rule}")
    result = check(profile, "--policy", rules, "--width", "160")
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    assert "  skipped  a  " in result.stdout
    assert reason in result.stdout


@pytest.mark.parametrize(
    "when",
    [
        "customization: [light, moderate]",
        "company.employees: {min: 300, max: 300}",
        "company.employees: [300]",
        "data.quality: [poor]",  # not known, so it cannot be ruled out
        "company.size: [enterprise]",
    ],
)
def test_a_rule_holds_where_its_condition_may(tmp_path: Path, profile: str, when: str) -> None:
    rules = policy(tmp_path, f"action: deny, when: {{{when}}}, weeks: {{max: 1}}")
    assert check(profile, "--policy", rules).exit_code == Exit.GATE


def test_without_a_deadline_there_is_none_to_meet(tmp_path: Path) -> None:
    profile = write(tmp_path, "deal.yaml", "company: {employees: 300}\n")
    rules = policy(tmp_path, "action: deny, deadline: {min: 1}")
    assert rule_of(checked(profile, "--policy", rules))["reason"] == "the profile has no deadline"


def test_a_project_of_no_length_has_no_ratio(tmp_path: Path) -> None:
    out = "acceptance, planning, selection, customization, integration, migration, training"
    profile = write(
        tmp_path,
        "deal.yaml",
        f"skip: [{out}, rollout]\nphases: {{go-live: {{weeks: {{low: 0, high: 0}}}}}}\n",
    )
    rules = policy(tmp_path, "action: deny, ratio: {max: 1}")
    assert rule_of(checked(profile, "--policy", rules))["reason"] == "the project has no length"


def test_a_phase_that_falls_out_or_is_new_changes_by_all_its_weeks(tmp_path: Path) -> None:
    whole = PROFILE.replace("skip: [acceptance]", "skip: [training]")
    profile = write(tmp_path, "deal.yaml", whole)
    base = save(tmp_path, "base.json", PROFILE)
    rules = policy(
        tmp_path,
        "action: deny, change: {phase: training, max: -9}",
        "action: deny, change: {phase: acceptance, max: 0}",
    )
    document = checked(profile, "--policy", rules, "--against", base)
    phases = {each["id"]: each for each in document["profiles"][0]["phases"]}
    training, acceptance = (phases[name] for name in ("training", "acceptance"))
    assert (training["now"], acceptance["before"]) == (None, None)
    assert rule_of(document)["actual"] == -training["before"]["p80"] == training["change"]["p80"]
    assert rule_of(document, 1)["actual"] == acceptance["now"]["p80"] > 0


def test_one_policy_serves_several_packs(tmp_path: Path, profile: str) -> None:
    built = write(tmp_path, "built.yaml", "pack: custom-build\ncompany: {employees: 300}\n")
    rules = policy(
        tmp_path,
        "action: deny, weeks: {phase: development, max: 99}",
        "action: deny, weeks: {phase: selection, max: 99}",
        "action: warn, require: [data.records]",
        "action: deny, when: {customization: [none]}, weeks: {max: 99}",
    )
    outcomes = [
        [rule["outcome"] for rule in each["rules"]]
        for each in checked(profile, built, "--policy", rules)["profiles"]
    ]
    assert outcomes == [["skip", "pass", "fail", "skip"], ["pass", "skip", "fail", "pass"]]


@pytest.mark.parametrize("language", ["en", "zh-TW"])
def test_a_message_is_told_in_the_language_of_the_output(
    tmp_path: Path, profile: str, language: str
) -> None:
    texts = "message: {en: Ask the board., zh-TW: 請先問董事會。}"
    rules = policy(
        tmp_path,
        f"action: deny, {texts}, weeks: {{max: 1}}",
        "action: warn, message: Think again., weeks: {max: 1}",
        "action: deny, message: Never told., weeks: {max: 99}",
    )
    screen = check(profile, "--policy", rules, "--lang", language).stdout
    assert ("Ask the board." if language == "en" else "請先問董事會。") in screen
    assert "Think again." in screen
    assert "Never told." not in screen
