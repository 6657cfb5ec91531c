"""The commands `rules`: what packs hold, whether they keep their promises, and who says so."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit, Message, Place
from crmtimeline.files.packs import load_pack, shipped_ids
from crmtimeline.files.sources import load_sources, row_texts
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.words import say

BROKEN = Path(__file__).parents[1] / "broken"
by_language = pytest.mark.parametrize("language", LANGUAGES)
PROMISE = """format: 1
id: trial
version: "1"
title: {en: Trial}
phases:
  build: {weeks: {low: 4, high: 4}, cite: {basis: assumed, note: for this test}}
cases:
  kept:
    profile: {}
    expect: {weeks: {low: 3, high: 5}, median_within: true}
    cite: {basis: assumed, note: for this test}
"""
BROKEN_PROMISE = """  broken:
    profile: {}
    expect: {weeks: {low: 10, high: 12}, median_within: true}
    cite: {basis: assumed, note: for this test}
"""


def run(*arguments: str) -> Result:
    """Return how a command ended."""
    return CliRunner().invoke(app, ["rules", *arguments])


def screen(*arguments: str) -> str:
    """Return what a command prints."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    return result.stdout


def test_the_list_has_every_pack_with_its_counts_and_the_default() -> None:
    lines = screen("list").splitlines()[1:]
    assert [line.split()[0] for line in lines] == ["packaged", "custom-build"] == shipped_ids()
    for line in lines:
        pack = load_pack(line.split()[0], Path(), Place("test")).rules.pack
        counts = [len(pack.phases), len(pack.modifiers), len(pack.inputs), len(pack.cases)]
        assert line.split()[-4:] == [str(each) for each in counts]
        assert line.split()[1] == pack.version
    assert [("(default)" in line) for line in lines] == [True, False]


@pytest.mark.parametrize("pack", ["packaged", "custom-build"])
def test_a_pack_is_shown_with_every_entry_and_its_place(pack: str) -> None:
    shown = screen("show", pack, "--width", "160")
    rules = load_pack(pack, Path(), Place("test")).rules
    for section in ("phases", "modifiers", "inputs", "presets"):
        for name in getattr(rules.pack, section):
            assert re.search(rf"^  {re.escape(name)}: ", shown, re.MULTILINE)
            assert rules.place(section, name) in shown


@by_language
@pytest.mark.parametrize(
    "command", [["list"], ["show", "packaged"], ["sources"], ["check"]], ids=" ".join
)
def test_no_line_is_wider_than_the_screen(command: list[str], language: Language) -> None:
    for width in (80, 120):
        shown = screen(*command, "--lang", language, "--width", str(width))
        assert max(map(cell_len, shown.splitlines())) <= width


def test_check_tells_every_case_of_all_shipped_packs() -> None:
    shown = screen("check", "--width", "160")
    cases = [
        case
        for pack in shipped_ids()
        for case in load_pack(pack, Path(), Place("test")).rules.pack.cases
    ]
    assert len(cases) > 8
    for case in cases:
        assert re.search(rf" {case} .* passes$", shown, re.MULTILINE)
    values = {"packs": 2, "cases": len(cases), "failed": 0}
    assert shown.endswith(say(Message("check_done", values), "en") + "\n")


def test_a_promise_that_is_not_kept_ends_with_4(tmp_path: Path) -> None:
    file = tmp_path / "trial.yaml"
    file.write_text(PROMISE + BROKEN_PROMISE)
    result = run("check", str(file))
    assert result.exit_code == Exit.GATE
    assert re.search(r"kept .* passes$", result.stdout, re.MULTILINE)
    assert re.search(r"broken .* fails$", result.stdout, re.MULTILINE)
    values = {"packs": 1, "cases": 2, "failed": 1}
    assert say(Message("check_failed", values), "en") in result.stdout
    line = PROMISE.count("\n") + 1
    assert f"{file}:{line}:3: error R123: case broken fails: P50 is 4" in result.stderr


def test_promises_that_are_kept_end_with_0(tmp_path: Path) -> None:
    file = tmp_path / "trial.yaml"
    file.write_text(PROMISE)
    result = run("check", str(file))
    assert result.exit_code == Exit.DONE
    assert "all hold" in result.stdout


def test_a_case_that_promises_nothing_does_not_pass(tmp_path: Path) -> None:
    file = tmp_path / "trial.yaml"
    promise = "{weeks: {low: 10, high: 12}}"
    file.write_text(PROMISE.replace("{weeks: {low: 3, high: 5}, median_within: true}", promise))
    assert run("check", str(file)).exit_code in (Exit.INPUT, Exit.GATE)


def test_errors_of_all_packs_are_told_at_once(tmp_path: Path) -> None:
    files = [str(BROKEN / name) for name in ("R104-unknown-phase.yaml", "R107-no-phases.yaml")]
    result = run("check", "packaged", *files, "no-such-pack")
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    for code in ("R104", "R107", "P115"):
        assert f"error {code}: " in result.stderr


def test_an_unknown_pack_is_an_error_with_a_hint() -> None:
    for command in ("show", "check", "sources"):
        result = run(command, "packagd")
        assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
        assert "hint: did you mean 'packaged'?" in result.stderr


@by_language
def test_sources_have_every_row_with_its_text_and_its_uses(language: Language) -> None:
    shown = screen("sources", "--lang", language, "--width", "160")
    pack = load_pack("packaged", Path(), Place("test"))
    rows = row_texts(load_sources(pack)[0], language)
    assert len(rows) > 30
    for row, text in rows.items():
        assert re.search(rf"^{re.escape(row)} ", shown, re.MULTILINE)
        assert text[:40] in shown
    assert re.search(
        r"^S1\.5 .*\n(      .*\n)*      phases\.migration \(packaged\.yaml:\d+\)",
        shown,
        re.M,
    )


def test_sources_of_one_pack_are_fewer() -> None:
    assert "packaged.yaml" not in screen("sources", "custom-build")
    assert "custom-build.yaml" not in screen("sources", "packaged")


def test_a_row_that_nothing_cites_is_called_unused(tmp_path: Path) -> None:
    file = tmp_path / "trial.yaml"
    rows = '{"1": {en: "Used"}, "2": {en: "Idle"}}'
    source = f"sources: {{T: {{title: A study, rows: {rows}}}}}\n"
    file.write_text(source + PROMISE.replace("basis: assumed", "basis: assumed, source: T.1"))
    shown = run("sources", str(file))
    assert shown.exit_code == Exit.DONE, shown.stderr
    assert re.search(r"^T\.2 +Idle\n +unused", shown.stdout, re.MULTILINE)
    assert "1 of 2 rows are used" in shown.stdout
