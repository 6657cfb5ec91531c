"""Advise: what would shorten or firm up a project, as a person and as a program reads it."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len
from test_schema_command import closed
from typer.testing import CliRunner, Result

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.words import word

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
SCHEMA: Any = json.loads((ROOT / "rules/schema/advise.json").read_text(encoding="utf-8"))
FEW = ("--trials", "300")
by_example = pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
by_language = pytest.mark.parametrize("language", LANGUAGES)


def example(name: str) -> str:
    """Return the path of an example."""
    return str(ROOT / "examples" / f"{name}.yaml")


FIRM, SHOP = example("securities-firm"), example("retail-before-double-eleven")


def run(*arguments: str, stdin: str | None = None) -> Result:
    """Return how `advise` ended."""
    return CliRunner().invoke(app, ["advise", *arguments], input=stdin)


@cache
def shown(*arguments: str) -> str:
    """Return what `advise` prints."""
    result = run(*arguments, *FEW)
    assert (result.exit_code, result.stderr) == (Exit.DONE, ""), result.output
    return result.stdout


def document(*arguments: str) -> Any:
    """Return the advice as JSON has it."""
    return json.loads(shown(*arguments, "-f", "json"))


def estimate(*arguments: str) -> Any:
    """Return an estimate as JSON has it."""
    command = ["estimate", *arguments, *FEW, "-f", "json"]
    result = CliRunner().invoke(app, command)
    assert result.exit_code == Exit.DONE, result.stderr
    return json.loads(result.stdout)


def settings(changes: dict[str, Any]) -> list[str]:
    """Return changes as `--set` takes them, exactly as JSON prints them."""
    pairs = ((name, json.dumps(value, ensure_ascii=False)) for name, value in changes.items())
    return [part for name, value in pairs for part in ("--set", f"{name}={value}")]


# JSON


@by_example
def test_the_advice_on_an_example_fits_its_schema_and_has_nothing_beyond_it(file: Path) -> None:
    Draft202012Validator(closed(SCHEMA)).validate(document(str(file), "--target", "9w"))
    assert document(str(file))["goal"] is None


def test_an_advice_without_a_key_does_not_fit() -> None:
    whole = document(FIRM, "--target", "30w")
    for key in ("levers", "questions", "combinations", "goal", "weeks", "schema"):
        less = {name: value for name, value in whole.items() if name != key}
        assert not Draft202012Validator(SCHEMA).is_valid(less)


def test_json_has_the_keys_that_programs_rely_on() -> None:
    found = document(FIRM, "--target", "30w")
    assert found["schema"] == "crmtimeline/advise/1"
    lever = {"id", "title", "changes", "weeks_saved", "acts", "cite"}
    assert lever <= found["levers"][0].keys()
    assert found["levers"][0]["weeks_saved"].keys() == {"p50", "p80"}
    assert {"input", "ask", "narrows_weeks"} <= found["questions"][0].keys()
    assert {"levers", "weeks_saved"} <= found["combinations"][0].keys()
    assert {"target", "confidence", "reachable", "changes", "weeks"} <= found["goal"].keys()


@pytest.mark.parametrize("file", [FIRM, SHOP, example("custom-complex-platform")])
def test_changes_are_taken_by_set_as_they_are_printed(file: str) -> None:
    now = estimate(file)["total"]["weeks"]
    for lever in document(file)["levers"]:
        then = estimate(file, *settings(lever["changes"]))["total"]["weeks"]
        for share in ("p50", "p80"):
            assert lever["weeks_saved"][share] == round(now[share] - then[share], 2)


def test_listed_systems_leave_and_set_drops_the_list() -> None:
    (lever,) = [each for each in document(SHOP)["levers"] if each["id"] == "integrations.load"]
    assert (lever["before"], lever["changes"]) == (4, {"integrations.load": 3.5})
    given = estimate(SHOP, *settings(lever["changes"]))["profile"]["given"]
    assert given["integrations"] == {"load": 3.5}


def test_levers_come_best_first_and_combinations_are_of_the_best() -> None:
    found = document(SHOP)
    saved = [each["weeks_saved"]["p80"] for each in found["levers"]]
    assert saved == sorted(saved, reverse=True)
    assert len(saved) >= 4
    assert [len(each["levers"]) for each in found["combinations"]] == [2, 2, 2, 3, 3, 3]
    best = {each["id"] for each in found["levers"][:6]}
    for each in found["combinations"]:
        assert set(each["levers"]) <= best


def test_a_lever_that_saves_nothing_is_in_no_combination() -> None:
    text = "skip: [planning, selection, customization, integration, go-live, rollout, acceptance]\n"
    found = json.loads(run("-", *FEW, "-f", "json", stdin=text).stdout)
    levers = {each["id"] for each in found["levers"]}
    assert "data.quality" in levers
    for each in found["combinations"]:
        assert set(each["levers"]) <= levers


def test_the_deadline_gives_a_probability_to_gain() -> None:
    before = estimate(SHOP, "--today", "2026-11-22")["deadline"]["probability"]
    for lever in document(SHOP)["levers"]:
        changed = estimate(SHOP, *settings(lever["changes"]), "--today", "2026-11-22")
        after = changed["deadline"]["probability"]
        assert lever["probability_gained"] == round(after - before, 3)
    assert all(each["probability_gained"] is None for each in document(FIRM)["levers"])


# Goals


@pytest.mark.parametrize(("target", "levers"), [("60w", 0), ("43w", 1), ("31w", 2)])
def test_a_goal_takes_the_fewest_levers(target: str, levers: int) -> None:
    goal = document(FIRM, "--target", target)["goal"]
    assert (goal["reachable"], len(goal["levers"])) == (True, levers)
    weeks = estimate(FIRM, *settings(goal["changes"]))["total"]["weeks"]["p80"]
    assert goal["weeks"] == weeks <= float(target.removesuffix("w"))


def test_a_goal_out_of_reach_says_how_far_it_gets_and_what_is_too_long_alone() -> None:
    goal = document(FIRM, "--target", "6w")["goal"]
    changed = estimate(FIRM, *settings(goal["changes"]))
    assert not goal["reachable"]
    assert goal["weeks"] == changed["total"]["weeks"]["p80"]
    durations = {each["id"]: each["duration"]["p80"] for each in changed["phases"]}
    too_long = {each["id"]: each["weeks"] for each in goal["too_long"]}
    assert too_long == {name: weeks for name, weeks in durations.items() if weeks > 6}
    assert too_long


def test_what_is_too_long_in_a_project_under_way_is_as_the_estimate_says() -> None:
    goal = document(example("half-way"), "--target", "4w")["goal"]
    changed = estimate(example("half-way"), *settings(goal["changes"]))
    durations = {each["id"]: each["duration"]["p80"] for each in changed["phases"]}
    for each in goal["too_long"]:
        assert each["weeks"] == durations[each["id"]]


def test_a_day_is_a_target_and_so_are_months() -> None:
    by_day = document(SHOP, "--target", "2027-10-15")
    first, *_ = by_day["levers"]
    assert by_day["goal"]["target"] == "2027-10-15"
    assert (
        by_day["goal"]["weeks"] <= by_day["goal"]["target_weeks"] or not by_day["goal"]["reachable"]
    )
    assert document(SHOP, "--target", "3m")["goal"]["target_weeks"] == 13
    surer = document(SHOP, "--target", "30w", "--confidence", "50")["goal"]
    assert surer["confidence"] == 50
    assert surer["weeks_now"] == by_day["weeks"]["p50"]
    assert first["probability_gained"] > 0


# What a person reads


@by_language
@pytest.mark.parametrize("width", [60, 80, 120])
def test_every_part_is_on_the_screen_and_within_its_width(language: Language, width: int) -> None:
    options = ("--lang", language, "--target", "9w")
    found = document(SHOP, *options)
    text = shown(SHOP, *options, "--width", str(width))
    flat = "".join(text.split())
    for lever in found["levers"]:
        assert "".join(lever["title"].split()) in flat
        assert f"{lever['weeks_saved']['p80']:.2f}" in text
        assert lever["cite"]["source"] in text
        assert word(f"acts_{lever['acts']}", language) in text
    asked = [each for each in found["questions"] if each["narrows_weeks"] >= 0.1]
    assert asked
    for question in asked[:5]:
        assert "".join(question["ask"].split()) in flat
        assert f"{question['narrows_weeks']:.2f}" in text
    for phase in found["goal"]["too_long"]:
        assert "".join(phase["title"].split()) in flat
    assert max(map(cell_len, text.splitlines())) <= width


@by_language
def test_markdown_has_tables_for_all_parts(language: Language) -> None:
    text = shown(SHOP, "--lang", language, "--target", "9w", "-f", "markdown")
    assert text.startswith("## 云栖服饰连锁\n\n")
    for key in ("levers", "combined", "questions"):
        assert re.search(rf"^\| {re.escape(word(key, language))} \|", text, re.MULTILINE)
    found = document(SHOP, "--lang", language)
    rows = [line for line in text.splitlines() if line.startswith("| ") and line[2] != ":"]
    asked = [each for each in found["questions"] if each["narrows_weeks"] >= 0.1]
    expected = len(found["levers"]) + len(found["combinations"]) + len(asked)
    expected += len(found["basis"]["figures"])
    assert len(rows) == expected + 4, "and a head each"
    assert "\n\n\n" not in text


def test_what_is_unknown_is_marked_and_what_is_known_shows_the_step() -> None:
    text = " ".join(shown(SHOP, "--lang", "en").split())
    assert "readiness.cooperation: high (decisions within days) (if not already so) S1.15" in text
    assert "readiness.crm_familiarity: low (the first CRM) -> medium (some have used one)" in text
    assert "integrations.load: 4 -> 3.5" in text


ODD = """format: 1
id: odd
version: "1"
title: {en: "[red]Odd\\x1b[31m | <b>"}
inputs:
  how:
    title: {en: "*How*\\u202e"}
    ask: {en: "[really](http://x) | <i>?"}
    levels: ["quite easy", "$(hard)"]
    weights: {"quite easy": 0.5, "$(hard)": 0.5}
    lever: {acts: both, title: {en: "# do `it` | \\x1b[31m<script>"}}
    cite: {basis: assumed, note: for this test}
  count:
    number: {min: 0}
    weights: {1000000: 0.5, 2000000: 0.5}
    lever: {acts: vendor, step: -1000}
    cite: {basis: assumed, note: for this test}
phases:
  a: {title: {en: "<b>A</b> |"}, weeks: {low: 20, high: 40}, cite: {basis: assumed, note: so}}
modifiers:
  how:
    reads: how
    levels: {"quite easy": 0.5, "$(hard)": 1}
    applies_to: {all: 1}
    cite: {basis: assumed, note: for this test}
  count:
    reads: count
    curve: {1200000: 0.5, 1300000: 1}
    applies_to: {all: 1}
    cite: {basis: assumed, note: for this test}
"""


@pytest.fixture
def odd(tmp_path: Path) -> tuple[str, ...]:
    """Return arguments that name a pack and a profile whose texts nobody would choose."""
    pack, profile = tmp_path / "odd.yaml", tmp_path / "profile.yaml"
    pack.write_text(ODD)
    profile.write_text(
        'name: "- *x* [red]\\x1b[31m\\u202e | <b>"\ncount: 1234567\nhow: "$(hard)"\n'
    )
    return str(profile), "--pack", str(pack)


def test_hostile_text_is_shown_and_not_obeyed(odd: tuple[str, ...]) -> None:
    screen = shown(*odd, "--target", "5w", "--width", "160")
    page = shown(*odd, "--target", "5w", "-f", "markdown")
    assert "- *x* [red]\\u001b[31m\\u202e | <b>" in screen
    assert "# do `it` | \\u001b[31m<script>" in screen
    assert page.startswith("## \\- \\*x\\* \\[red\\]\\\\u001b\\[31m\\\\u202e \\| \\<b\\>\n")
    assert "- \\# do \\`it\\` \\| \\\\u001b\\[31m\\<script\\>\n" in page
    for text in (screen, page):
        assert "\x1b" not in text
        assert "\u202e" not in text
    prose = re.sub("^(```+)sh$.*?^\\1$", "", page, flags=re.MULTILINE | re.DOTALL)
    assert len(prose) < len(page)
    assert not re.search(r"(?<!\\)[<`]", prose)
    cells = [len(re.findall(r"(?<!\\)\|", line)) for line in page.splitlines() if line[:1] == "|"]
    assert set(cells) == {7, 3}


def test_without_levers_or_questions_it_says_so() -> None:
    easiest = [
        *("customization=none", "integrations.load=0", "data.quality=clean", "deployment=saas"),
        *("readiness.cooperation=high", "readiness.crm_familiarity=high"),
        *("readiness.project_manager=true", "readiness.sponsor=true", "company.employees=80"),
        *("data.records=900", "data.sources=1", "data.cross_border=false"),
        *("company.regulated=false", "readiness.reorganisation=false", "company.business_units=1"),
    ]
    options = [part for each in easiest for part in ("--set", each)]
    found = document(*options)
    assert [found[key] for key in ("levers", "combinations", "questions")] == [[], [], []]
    assert found["goal"] is None
    text = shown(*options, "--lang", "en")
    assert "\n  No lever of this pack shortens it any more.\n" in text
    assert document(*options, "--target", "1w")["goal"]["reachable"] is False


# Every way it can end


def test_a_profile_is_not_needed_and_may_come_from_standard_input() -> None:
    assert shown("--set", "company.employees=300")
    result = run("-", *FEW, "-f", "json", stdin="company: {employees: 300}\n")
    given = json.loads(result.stdout)["profile"]["given"]
    assert given == {"company": {"employees": 300}}


def test_the_ending_of_the_output_file_chooses_the_format(tmp_path: Path) -> None:
    for name, start in (("a.md", "## 沪江证券\n"), ("a.json", "{\n"), ("a.txt", "沪江证券 | ")):
        assert shown(FIRM, "-o", str(tmp_path / name)) == ""
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


@by_language
@pytest.mark.parametrize("target", ["", "soon", "0w", "99999w", "2027-02-30"])
def test_a_target_that_is_none_is_told_in_every_language(target: str, language: Language) -> None:
    result = run(FIRM, "--target", target, "--lang", language)
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert re.match(r"--target: \S+ P129: .", result.stderr)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--target", "2027-06-30"), "P118"),
        (("--set", "start=2027-01-04", "--target", "2026-12-31"), "P124"),
        (("--set", "customization=deeep"), "P104"),
        (("nowhere.yaml",), "F101"),
    ],
)
def test_errors_of_input_end_with_3(arguments: tuple[str, ...], code: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert f" {code}: " in result.stderr


@pytest.mark.parametrize("options", [("--confidence", "0"), ("--confidence", "100"), ("-f", "csv")])
def test_a_wrong_command_line_ends_with_2(options: tuple[str, ...]) -> None:
    assert run(FIRM, *options).exit_code == Exit.USAGE


IMPOSSIBLE = {
    "nothing left": "skip: [planning, selection, customization, uat, migration, training,"
    " go-live, rollout, acceptance]\n",
    "cannot have happened": "start: 2026-01-05\nas_of: 2026-03-20\n"
    "company: {employees: 80, users: 20, regulated: false}\ncustomization: none\n"
    "data: {records: 5000, sources: 1, quality: clean, cross_border: false}\ndeployment: saas\n"
    "readiness: {crm_familiarity: high, cooperation: high, project_manager: true, sponsor: true}\n"
    "progress:\n"
    "  planning: {started: 2026-01-05, finished: 2026-01-16}\n"
    "  selection: {started: 2026-01-19, finished: 2026-02-06}\n"
    "  customization: {started: 2026-02-09, finished: 2026-03-06}\n"
    "  uat: {finished: 2026-03-13}\n",
}


@pytest.mark.parametrize("text", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_what_can_be_estimated_can_be_advised_on(text: str, tmp_path: Path) -> None:
    """Without integrations nothing is left; with some, what has happened cannot have."""
    (tmp_path / "p.yaml").write_text(text)
    assert estimate(str(tmp_path / "p.yaml"))
    assert document(str(tmp_path / "p.yaml"))["questions"]
