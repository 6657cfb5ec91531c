"""Checklist on the command line: what a person sees, ticks and passes on."""

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
FIRM = str(ROOT / "examples" / "securities-firm.yaml")
FILES = [*sorted((ROOT / "examples").glob("*.yaml")), ROOT / "tests/data/erp-profile.yaml"]
by_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
by_language = pytest.mark.parametrize("language", LANGUAGES)
BOX = re.compile(r"^  \[([ !x])\]  ", re.MULTILINE)
TASK = re.compile(r"^- \[([ x])\] ", re.MULTILINE)
HOSTILE = "[red]\\x1b[31m\\u202e<b>*x*</b>\\n# y"


def run(*arguments: str) -> Result:
    """Return how `checklist` ended."""
    return CliRunner().invoke(app, ["checklist", *arguments, "--trials", "300"])


@cache
def shown(*arguments: str) -> str:
    """Return what `checklist` prints."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    return result.stdout


def document(*arguments: str) -> Any:
    """Return the checklist as JSON has it."""
    return json.loads(shown(*arguments, "-f", "json"))


def items_of(found: Any) -> list[Any]:
    """Return all items of a checklist in the order of the screen."""
    return [*(item for stage in found["stages"] for item in stage["items"]), *found["upkeep"]]


def written(folder: Path, name: str, text: str) -> str:
    """Return the path of a file with this text."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


@by_file
@by_language
def test_every_item_is_shown_with_its_box_id_and_source(file: Path, language: Language) -> None:
    found = document(str(file), "--lang", language)
    lines = shown(str(file), "--lang", language, "--width", "160").splitlines()
    rows = [line for line in lines if BOX.match(line)]
    assert len(rows) == len(items_of(found)) == found["counts"]["items"]
    for row, item in zip(rows, items_of(found), strict=True):
        box = "x" if item["done"] else "!" if item["urgent"] else " "
        assert row.startswith(f"  [{box}]  ")
        assert f" {item['id']} " in row
        assert item["cite"]["source"] in row.rsplit(f" {item['id']} ", 1)[1]


@by_file
@by_language
def test_no_line_is_wider_than_the_screen_and_columns_line_up(
    file: Path, language: Language
) -> None:
    ids = {item["id"] for item in items_of(document(str(file), "--lang", language))}
    for width in (60, 80, 120, 160):
        lines = shown(str(file), "--lang", language, "--width", str(width)).splitlines()
        assert max(map(cell_len, lines)) <= width
        starts = {
            cell_len(line[: found.start(1)])
            for line in lines
            if BOX.match(line)
            and (found := re.search(r" (\S+) +[A-Z]\w*\.?\S*(?: \S+)?$", line))
            and found[1] in ids
        }
        assert len(starts) == 1


@by_language
def test_reasons_stand_below_what_they_make_urgent(language: Language) -> None:
    found = document(FIRM, "--lang", language)
    text = shown(FIRM, "--lang", language, "--width", "160")
    assert len(found["urgent"]) == text.count("  [!]  ") > 10
    for item in items_of(found):
        if item["urgent"]:
            below = re.split(rf"\[!\].* {item['id']} +S", text)[1].splitlines()[1:3]
            assert any(line.strip() == item["reason"] for line in below)


def test_the_first_sentence_counts() -> None:
    counts = document(FIRM)["counts"]
    assert f"Open: {counts['open']}, of them urgent: {counts['urgent']}; done: 0." in (
        shown(FIRM, "--lang", "en")
    )


def test_what_is_assumed_is_marked() -> None:
    arguments = ("--set", "company.size=enterprise", "--width", "120")
    text = shown(*arguments)
    assert re.search(r"^ +Integrations: [0-9.]+, urgent from 3 on \(assumed\)$", text, re.MULTILINE)
    assert "Not known, so judged at usual values: " in text
    known = shown(*arguments, "--set", "integrations.count=9")
    assert re.search(r"^ +Integrations: 9, urgent from 3 on$", known, re.MULTILINE)


def test_after_go_live_come_upkeep_and_what_to_expect() -> None:
    text = shown(FIRM, "--lang", "en")
    upkeep, rest = text.split("\nUpkeep after go-live\n")[1].split("\n\nWhat to expect", 1)
    for rhythm in ("weekly: ", "daily: ", "before each update: "):
        assert f"]  {rhythm}" in upkeep
    assert upkeep.count("S4.8") == 3
    assert re.match(r" \(weeks from the start\)\n  First benefits: week \d+ \(P50\)", rest)
    dated = shown(FIRM, "--lang", "en", "--set", "start=2027-03-01")
    assert re.search(r"What to expect\n  First benefits: 202[78]-\d\d-\d\d \(P50\)", dated)


def test_items_of_a_skipped_phase_drop_out(tmp_path: Path) -> None:
    less = document(written(tmp_path, "p.yaml", "skip: [training]\n"))
    gone = {item["id"] for item in items_of(document())} - {item["id"] for item in items_of(less)}
    assert "role-training" in gone
    assert less["counts"]["out_of_scope"] == len(gone)
    text = shown(str(tmp_path / "p.yaml"))
    assert "role-training" not in text
    assert f"not in this project: {len(gone)} " in " ".join(text.split())


def test_done_items_are_ticked_everywhere(tmp_path: Path) -> None:
    file = written(tmp_path, "p.yaml", "done: [sponsor, weekly-backup]\n")
    assert re.search(r"\[x\]  Name an executive sponsor +sponsor +S2\.c5", shown(file))
    assert "- [x] Name an executive sponsor (sponsor, S2.c5)" in shown(file, "-f", "markdown")
    assert {item["id"] for item in items_of(document(file)) if item["done"]} == {
        "sponsor",
        "weekly-backup",
    }
    assert "Open: 65, " in shown(file)
    assert "W1" not in CliRunner().invoke(app, ["estimate", file]).stdout


def test_the_way_to_tick_an_item_is_told_with_an_open_one(tmp_path: Path) -> None:
    told = re.search(r"done: \[(\S+)\]", shown(FIRM, "--lang", "en"))
    assert told
    file = written(tmp_path, "p.yaml", f"done: [{told[1]}]\n")
    assert document(file)["counts"]["done"] == 1


@by_language
def test_an_unknown_item_is_an_error_with_a_hint(language: Language, tmp_path: Path) -> None:
    result = run(written(tmp_path, "p.yaml", "done: [sponsr]\n"), "--lang", language)
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert "p.yaml:1:8: " in result.stderr
    assert "P113" in result.stderr
    assert "sponsor" in result.stderr.splitlines()[-1]


@by_file
@by_language
def test_markdown_has_a_task_for_every_item(file: Path, language: Language) -> None:
    found = document(str(file), "--lang", language)
    text = shown(str(file), "--lang", language, "-f", "markdown")
    assert len(TASK.findall(text)) == len(items_of(found))
    urgent = word("urgent", language)
    assert text.count(f"- [ ] **{urgent}** ") == len(found["urgent"])
    assert text.startswith("# ")
    assert "\n\n\n" not in text
    for stage in found["stages"]:
        assert f"\n## {stage['title']}\n" in text


@by_file
def test_json_fits_its_schema_and_has_nothing_beyond_it(file: Path) -> None:
    schema = json.loads((ROOT / "rules/schema/checklist.json").read_text(encoding="utf-8"))
    found = document(str(file))
    Draft202012Validator(closed(schema)).validate(found)
    for key in ("schema", "counts", "stages", "urgent"):
        less = {name: value for name, value in found.items() if name != key}
        assert not Draft202012Validator(schema).is_valid(less)


def test_a_file_is_written_by_its_ending(tmp_path: Path) -> None:
    for name, beginning in (("c.md", "# "), ("c.json", "{\n"), ("c.txt", "沪江证券 | ")):
        run(FIRM, "-o", str(tmp_path / name))
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


def test_hostile_text_is_shown_and_not_obeyed(tmp_path: Path) -> None:
    pack = written(
        tmp_path,
        "pack.yaml",
        f"""format: 1
id: hostile
version: "1"
title: {{en: "{HOSTILE}"}}
inputs:
  x: {{levels: ["{HOSTILE}", b], assume: b, title: {{en: "{HOSTILE}"}}, cite: &c}}
""".replace("cite: &c", "cite: {basis: assumed, note: x}")
        + f"""phases: {{go: {{weeks: {{low: 1, high: 2}}, cite: {{basis: assumed, note: x}}}}}}
stages: {{s: {{title: {{en: "{HOSTILE}"}}}}}}
sources: {{S: {{title: "{HOSTILE}", publisher: "{HOSTILE}"}}}}
checklist:
  "{HOSTILE}":
    title: {{en: "{HOSTILE}"}}
    stage: s
    urgent_when: {{reads: x, is: ["{HOSTILE}"]}}
    cite: {{basis: reported, source: S}}
  again:
    title: {{en: "{HOSTILE}"}}
    rhythm: {{en: "{HOSTILE}"}}
""",
    )
    file = written(tmp_path, "p.yaml", f'name: "{HOSTILE}"\nx: "{HOSTILE}"\n')
    screen, text = (shown(file, "--pack", pack, "-f", each) for each in ("terminal", "markdown"))
    for each in (screen, text):
        assert "\x1b" not in each
        assert "\u202e" not in each
        assert not re.search("^# y", each, re.MULTILINE)
    assert screen.count("[red]\\u001b[31m\\u202e") >= 6
    assert re.search(r"(?<!\\)<b", text) is None
    assert len(TASK.findall(text)) == 2


def test_a_condition_that_its_input_cannot_meet_is_an_error(tmp_path: Path) -> None:
    head = 'format: 1\nid: t\nversion: "1"\ntitle: {en: T}\nextends: packaged\nchecklist:\n'
    for when, code in (
        ("{reads: no.such, min: 1}", "R105"),
        ("{reads: data.quality, min: 1}", "R122"),
        ("{reads: data.quality, is: [awful]}", "R109"),
        ("{reads: data.quality}", "R120"),
    ):
        item = f"  a: {{title: {{en: A}}, urgent_when: {when}}}\n"
        result = run("--pack", written(tmp_path, "pack.yaml", head + item))
        assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
        assert re.search(rf"pack\.yaml:7:\d+: error {code}: ", result.stderr), result.stderr


def test_a_pack_without_a_checklist_says_so(tmp_path: Path) -> None:
    phases = "phases: {go: {weeks: {low: 1, high: 2}, cite: {basis: assumed, note: x}}}\n"
    head = 'format: 1\nid: bare\nversion: "1"\ntitle: {en: Bare}\n'
    pack = written(tmp_path, "pack.yaml", head + phases)
    text = shown("--pack", pack)
    assert "This pack has no checklist for this project." in text
    assert "[ ]" not in text
    assert TASK.findall(shown("--pack", pack, "-f", "markdown")) == []


def test_a_profile_comes_from_standard_input_or_from_settings_alone() -> None:
    result = CliRunner().invoke(app, ["checklist", "-"], input="data: {quality: poor}")
    assert "Data quality: poor" in result.stdout
    assert "Data quality: poor" in shown("--set", "data.quality=poor")


def test_help_shows_an_example() -> None:
    assert (
        "Example: crmtimeline checklist" in CliRunner().invoke(app, ["checklist", "--help"]).stdout
    )
