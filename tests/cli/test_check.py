"""The command `check`, by what a person sees: several profiles, baselines, errors, exit codes."""

import json
import os
import re
from pathlib import Path

import pytest

from crmtimeline.errors import Exit
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.layout import cell_len  # type: ignore[attr-defined] # to measure with
from holding import LIGHT, PROFILE, check, checked, policy, save, write

EXAMPLES = Path(__file__).parents[2] / "examples"
POLICY = str(EXAMPLES / "policies" / "before-a-quote.yaml")
BROKEN = "customization: deeep\n"
TIGHT = ["--max", "1w"]


@pytest.fixture
def deal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return a profile's path, in a folder of the current one."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "deals/tea.yaml", PROFILE)
    return "deals/tea.yaml"


def test_one_profile_that_passes(deal: str) -> None:
    result = check(deal, "--max", "26w@80")
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    first, second, *_, last = result.stdout.splitlines()
    assert first == "Lantern Tea (deals/tea.yaml): passes"
    assert second == "P50 15.4 weeks, P80 21.6 weeks, done by 2027-06-14 at P80"
    assert last.startswith("Profiles: 1; passed: 1, denied: 0, ")


def test_wrong_input_wins_over_a_gate_and_hides_no_other_profile(tmp_path: Path, deal: str) -> None:
    write(tmp_path, "deals/bad.yaml", BROKEN)
    result = check(deal, "deals/bad.yaml", "deals/none.yaml", *TIGHT)
    assert result.exit_code == Exit.INPUT
    assert "Lantern Tea (deals/tea.yaml): denied" in result.stdout
    assert "deals/bad.yaml: error" in result.stdout
    assert "passed: 0, denied: 1, not judged for errors: 2." in result.stdout
    assert re.findall("^(deals/[a-z.0-9:]+): error ([A-Z0-9]+)", result.stderr, re.MULTILINE) == [
        ("deals/bad.yaml:1:16", "P104"),
        ("deals/none.yaml", "F101"),
    ]


def test_with_a_wrong_policy_nothing_is_judged_and_all_errors_are_told(
    tmp_path: Path, deal: str
) -> None:
    write(tmp_path, "deals/bad.yaml", BROKEN)
    rules = policy(tmp_path, "action: deny, weeks: {phase: trainning, max: 2}")
    result = check(deal, "deals/bad.yaml", "--policy", rules, "--max", "x")
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert re.findall("error ([A-Z0-9]+)", result.stderr) == ["G112", "G107", "P104"]
    assert "hint: did you mean 'training'?" in result.stderr


def test_a_rule_with_a_date_needs_a_start(tmp_path: Path, deal: str) -> None:
    write(tmp_path, "deals/undated.yaml", "# soon\nname: Tea\ndeadline: 2027-08-31\n")
    rules = policy(tmp_path, "action: warn, deadline: {min: 0.5}")
    options = ["--policy", rules, "--by", "2027-08-31"]
    result = check("deals/undated.yaml", deal, *options)
    assert result.exit_code == Exit.INPUT
    assert result.stderr.splitlines() == [
        f"deals/undated.yaml:2:1: error G111: rule '{name}' needs 'start', which this profile "
        "leaves out"
        for name in ("--by 2027-08-31", "a")
    ]
    assert "Lantern Tea (deals/tea.yaml): passes" in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [TIGHT, ["--policy", "none.yaml"], ["--max", "x"], ["deals/bad.yaml", "--max", "26w"]],
    ids=" ".join,
)
def test_report_only_shows_all_and_never_fails(
    tmp_path: Path, deal: str, arguments: list[str]
) -> None:
    write(tmp_path, "deals/bad.yaml", BROKEN)
    failing = check(deal, *arguments)
    assert failing.exit_code in (Exit.GATE, Exit.INPUT)
    result = check(deal, *arguments, "--report-only")
    assert result.exit_code == Exit.DONE
    assert (result.stdout, result.stderr) == (failing.stdout, failing.stderr)


def test_a_report_that_cannot_be_written_fails_even_so(deal: str) -> None:
    result = check(deal, *TIGHT, "--report-only", "--also", "none/check.md")
    assert result.exit_code == Exit.INPUT
    assert "none/check.md: error F106: " in result.stderr


def test_a_report_that_cannot_be_written_keeps_neither_others_nor_errors_back(deal: str) -> None:
    result = check(deal, "none.yaml", *TIGHT, "--also", "none/check.md", "--also", "check.xml")
    assert result.exit_code == Exit.INPUT
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == [
        "none.yaml",
        "none/check.md",
    ]
    assert Path("check.xml").read_text().startswith("<?xml")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([], "Missing argument"),
        (["deals/tea.yaml"], "give --policy"),
        (["deals/tea.yaml", "--max-change", "+1w"], "--max-change needs --against"),
        (["deals/tea.yaml", "b", *TIGHT, "--against", "deals/tea.yaml"], "has to be a folder"),
        (["deals/tea.yaml", "b", *TIGHT, "--against", "-"], "has to be a folder"),
        (["deals/tea.yaml", "b", *TIGHT, "--against", os.devnull], "has to be a folder"),
        (["-", *TIGHT, "--against", "-"], "only one can be standard input"),
        (["deals/tea.yaml", *TIGHT, "--against", ""], "--against is empty"),
        (["deals/tea.yaml", *TIGHT, "-f", "html"], "html"),
        (["deals/tea.yaml", *TIGHT, "-o", "c.html"], "no format has this ending"),
        (["deals/tea.yaml", *TIGHT, "--also", "c.md", "--also", "c.doc"], "no format has this"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, list) else "",
)
def test_what_no_input_can_make_right_is_an_error_of_use(
    deal: str, arguments: list[str], told: str
) -> None:
    result = check(*arguments)
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert told in result.stderr


def test_a_profile_named_twice_is_judged_once_and_may_come_from_standard_input(deal: str) -> None:
    result = check(deal, "-", deal, "-", "--max", "26w", stdin=PROFILE.replace("Tea", "Coffee"))
    assert result.exit_code == Exit.DONE
    assert "Lantern Coffee (-): passes" in result.stdout
    assert "Profiles: 2; passed: 2" in result.stdout


@pytest.mark.parametrize("kind", ["saved", "profile", "folder of saved", "folder of profiles"])
def test_a_baseline_is_saved_or_a_profile_or_a_folder_of_either(
    tmp_path: Path, deal: str, kind: str
) -> None:
    against = {
        "saved": lambda: save(tmp_path, "base.json", LIGHT),
        "profile": lambda: write(tmp_path, "old.yaml", LIGHT),
        "folder of saved": lambda: save(tmp_path, "base/deals/tea.json", LIGHT),
        "folder of profiles": lambda: write(tmp_path, "base/deals/tea.yaml", LIGHT),
    }[kind]()
    base = "base" if "folder" in kind else against
    result = check(deal, "--max-change", "+3w", "--against", base)
    assert (result.exit_code, result.stderr) == (Exit.GATE, "")
    assert "P80 changes by +3.6 weeks; at most +3 allowed" in result.stdout
    assert ", +3.6 weeks at P80 against the baseline" in result.stdout.replace("\n", " ")
    assert re.search(r"^  Customization +2.4 +7.2 +\+4.8$", result.stdout, re.MULTILINE)
    assert re.search(r"^  Whole project +18.0 +21.6 +\+3.6$", result.stdout, re.MULTILINE)
    assert "User acceptance test" not in result.stdout
    assert "different" not in result.stdout
    document = checked(deal, "--max-change", "+3w", "--against", base)
    (profile,) = document["profiles"]
    label = str(Path("deals", Path(against).name)) if "folder" in kind else against
    assert profile["baseline"]["file"] == label
    assert profile["change"]["p80"] == 3.6


def test_baselines_in_a_folder_are_found_by_path_from_here(
    tmp_path: Path, deal: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = str(tmp_path / "base")
    write(tmp_path, "base/deals/tea.yaml", LIGHT)
    options = ["--max-change", "3w", "--against", base]
    assert "+3.6 weeks" in check(str(tmp_path / deal), *options).stdout
    monkeypatch.chdir(tmp_path / "deals")
    assert "there is no baseline" in check("tea.yaml", *options).stdout
    monkeypatch.chdir(tmp_path / "base")
    assert "there is no baseline" in check("../deals/tea.yaml", *options).stdout
    write(tmp_path, "base/tea.yaml", LIGHT)  # of a profile above only the name is left
    assert "+3.6 weeks" in check("../deals/tea.yaml", *options).stdout


def test_a_profile_is_no_baseline_of_itself(tmp_path: Path, deal: str) -> None:
    options = ["--max-change", "-1w", "--against", "."]
    assert "there is no baseline" in check(deal, *options).stdout
    save(tmp_path, "deals/tea.json", LIGHT)
    assert check(deal, *options).exit_code == Exit.GATE


def test_what_is_new_or_was_broken_before_has_no_baseline(tmp_path: Path, deal: str) -> None:
    write(tmp_path, "base/deals/new.txt", "")
    options = ["--max-change", "-9w", "--against", "base"]
    result = check(deal, *options)
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    assert "skipped  --max-change -9w  there is no baseline" in result.stdout
    write(tmp_path, "base/deals/tea.yaml", BROKEN)
    result = check(deal, *options)
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    told = check(deal, *options, "-f", "github").stdout
    assert f"::notice file={deal}::The baseline ({deal}) cannot be estimated" in told
    assert "The baseline (deals/tea.yaml) cannot be estimated" in result.stdout


def test_a_single_baseline_that_cannot_be_used_is_an_error(tmp_path: Path, deal: str) -> None:
    write(tmp_path, "old.yaml", BROKEN)
    for base, code in (("old.yaml", "P104"), ("none.json", "F101")):
        result = check(deal, *TIGHT, "--against", base)
        assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
        assert f"{base}" in result.stderr
        assert f"error {code}: " in result.stderr


def test_what_else_makes_a_change_is_noted(tmp_path: Path, deal: str) -> None:
    built = LIGHT.replace("skip: [acceptance]", "pack: custom-build")
    other = save(tmp_path, "other.json", built, "--seed", "7")
    screen = check(deal, *TIGHT, "--against", other).stdout
    assert "Not all estimates have the same seed" in screen
    assert "made by other rules (custom-build 2026.11)" in screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_the_first_profiles(tmp_path: Path, deal: str, language: Language) -> None:
    first = write(tmp_path, "first.yaml", f"language: {language}\n{PROFILE}")
    document = checked(first, deal, *TIGHT)
    assert document["language"] == language
    assert checked(deal, first, *TIGHT, "--lang", language)["language"] == language
    write(tmp_path, "bad.yaml", f"language: {language}\n{BROKEN}")
    told = {"en": "error", "zh-CN": "错误", "zh-TW": "錯誤"}[language]
    assert f": {told} P104: " in check("bad.yaml", *TIGHT).stderr


def test_the_ending_of_a_file_chooses_its_format(deal: str) -> None:
    starts = {"c.MD": "## ", "c.json": "{\n", "c.xml": "<?xml", "c.txt": "Lantern Tea"}
    for name, start in starts.items():
        assert check(deal, *TIGHT, "-o", name).stdout == ""
        assert Path(name).read_text().startswith(start)
        assert Path(name).read_text().endswith("\n")
    assert check(deal, *TIGHT, "-f", "markdown", "-o", "c.txt").stdout == ""
    assert Path("c.txt").read_text() == Path("c.MD").read_text()


def test_several_reports_are_written_at_once(deal: str) -> None:
    names = ["c.md", "c.json", "c.xml", "c.txt"]
    also = [word for name in names for word in ("--also", name)]
    result = check(deal, *TIGHT, *also)
    assert result.exit_code == Exit.GATE
    assert result.stdout == check(deal, *TIGHT).stdout
    for name, form in zip(names, ["markdown", "json", "junit", "terminal"], strict=True):
        assert Path(name).read_text() == check(deal, *TIGHT, "-f", form).stdout


@pytest.mark.parametrize("width", [60, 80, 160])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_screen_keeps_to_its_width(
    tmp_path: Path, deal: str, width: int, language: Language
) -> None:
    long = write(tmp_path, "long.yaml", f"name: {'很长的名字' * 60}\nstart: 2027-01-04\n")
    save(tmp_path, "base/deals/tea.json", LIGHT)
    options = ["--policy", POLICY, "--against", "base", "--width", str(width)]
    screen = check(deal, long, *options, "--lang", language).stdout
    assert max(cell_len(line) for line in screen.splitlines()) <= width


def test_the_example_is_a_policy_for_the_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES)
    files = [file.name for file in sorted(EXAMPLES.glob("*.yaml"))]
    result = check(*files, "--policy", POLICY, "-f", "json", "--today", "2026-11-22")
    assert (result.exit_code, result.stderr) == (Exit.GATE, "")
    profiles = json.loads(result.stdout)["profiles"]
    assert [each["file"] for each in profiles] == files
    outcomes: dict[str, set[str]] = {}
    for rule in (rule for each in profiles for rule in each["rules"]):
        outcomes.setdefault(rule["rule"], set()).add(rule["outcome"])
    assert outcomes.pop("no-surprise") == {"skip"}
    assert outcomes.pop("current-rules") == {"pass"}
    assert all({"fail"} < each for each in outcomes.values()), outcomes
