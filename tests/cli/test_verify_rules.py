"""`verify` of estimates that carry their rules, and of what no honest `estimate` has saved."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from saving import Folder, forge, found, put, run
from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.files.json_text import MOST_JSON_BYTES, MOST_JSON_DEPTH

CALENDAR = """\
format: 1
id: ours
version: "1"
extends: CN
title: {en: Ours}
"""
NO_JSON = ": error F115: this is not valid JSON "
NO_ESTIMATE = ": error F116: this is no saved estimate: "
DEEPEST = "[" * MOST_JSON_DEPTH + "]" * MOST_JSON_DEPTH
NO_ESTIMATES = {
    "a profile": ("name: Lantern Tea\n", f":1:1{NO_JSON}(Expecting value)"),
    "a slip": ('{"a": 1,\n "b": }', f":2:7{NO_JSON}(Expecting value)"),
    "two": ('{"a": 1} x', f":1:10{NO_JSON}(Extra data)"),
    "nothing": ("", f":1:1{NO_JSON}(Expecting value)"),
    "NaN": ('{"a": NaN}', f"{NO_JSON}(NaN is no number of JSON)"),
    "infinite": ('{"a": 1e999}', f"{NO_JSON}(1e999 is no number of JSON)"),
    "key twice": ('{"a": 1, "a": 2}', f"{NO_JSON}(key 'a' is written twice)"),
    "half a pair": ('{"a": "\\ud800"}', f"{NO_JSON}(it holds a value that is no text or number)"),
    "endless number": (f"[{'1' * 5000}]", f"{NO_JSON}(it holds a value that is no text or"),
    "deep": (DEEPEST, NO_ESTIMATE),
    "too deep": (f"[{DEEPEST}]", f"{NO_JSON}(nested deeper than 60 levels)"),
    "far too deep": ("[" * 100_000 + "]" * 100_000, f"{NO_JSON}(nested deeper than 60 levels)"),
    "deep and broken": ('{"a": [' * 100_000, NO_JSON),
    "a list": ("[]", f"{NO_ESTIMATE}no JSON with the schema crmtimeline/estimate/1"),
    "a text": ('"crmtimeline/estimate/1"', NO_ESTIMATE),
    "schema of no kind": ('{"schema": {}}', NO_ESTIMATE),
    "a comparison": ('{"schema": "crmtimeline/compare/1"}', f"{NO_ESTIMATE}crmtimeline/compare/1"),
    "in name only": (
        '{"schema": "crmtimeline/estimate/1"}',
        f"{NO_ESTIMATE}an estimate without a usable language",
    ),
}
"""Texts that are no estimate, with what is said of them."""

HOSTILE = "[red]\x1b[31m\u202e| *a* <b> [x](http://x)"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a folder with a profile and its pack."""
    return Folder(tmp_path)


@pytest.fixture
def saved(folder: Folder) -> str:
    """Return the file of an estimate that carries its rules."""
    return folder.save("--embed-pack")


def test_the_same_rules_give_the_same_numbers_when_the_pack_has_moved_on(
    folder: Folder, saved: str
) -> None:
    folder.replace("own.yaml", "Own rules", "My own rules")
    folder.replace("own.yaml", "{low: 2, high: 5}", "{low: 3, high: 7}")
    result = run(saved)
    assert result.exit_code == Exit.DONE
    assert re.search("^  Pack +own 1 [(]saved with it[)] +changed$", result.stdout, re.MULTILINE)
    assert re.search(r"^  phases\.migration\.weeks\.high +5 +7$", result.stdout, re.MULTILINE)
    assert re.search("^  Weeks by today's rules +P50 +now", result.stdout, re.MULTILINE)
    document = found(saved, code=Exit.DONE)
    changes = [tuple(each.values()) for each in document["pack"]["changes"]]
    assert changes == [
        ("phases.migration.weeks.low", 2, 3),
        ("phases.migration.weeks.high", 5, 7),
        ("title.en", "Own rules", "My own rules"),
    ]
    whole = document["by_todays_rules"][0]
    assert whole["now"]["p50"] > whole["saved"]["p50"]


def test_the_weeks_by_todays_rules_are_those_of_a_new_estimate(folder: Folder, saved: str) -> None:
    folder.replace("own.yaml", "{low: 2, high: 5}", "{low: 3, high: 7}")
    moved = found(saved, code=Exit.DONE)["by_todays_rules"]
    fresh = json.loads(Path(folder.save(name="new.json")).read_text(encoding="utf-8"))
    assert moved[0]["now"]["p80"] == fresh["total"]["weeks"]["p80"]
    shown = {each["id"]: each["duration"]["p80"] for each in fresh["phases"]}
    assert {each["id"]: each["now"]["p80"] for each in moved[1:]} == shown


def test_rules_that_move_no_week_are_said_to(folder: Folder, saved: str) -> None:
    folder.replace("own.yaml", "Own rules", "My own rules")
    screen = run(saved).stdout
    assert "By today's rules P50 and P80 of the whole and of every phase are the same." in screen
    assert "Weeks by today's rules" not in screen


def test_what_is_added_and_taken_away_is_named_too(folder: Folder, saved: str) -> None:
    folder.replace("own.yaml", "phases:", "modifiers: {data-quality: null}\nphases:")
    changes = found(saved, code=Exit.DONE)["pack"]["changes"]
    (change,) = [each for each in changes if each["path"] == "modifiers.data-quality"]
    assert change["saved"]["reads"] == "data.quality"
    assert change["now"] is None
    assert re.search(r'^  modifiers\.data-quality  +{"title": .+\.\.  +-$', run(saved).stdout, re.M)


def test_a_pack_that_is_gone_is_no_harm(folder: Folder, saved: str) -> None:
    plain = folder.save(name="plain.json")
    (folder.path / "own.yaml").unlink()
    document = found(saved, code=Exit.DONE)
    assert document["pack"]["state"] == "not_found"
    assert document["calendar"]["state"] == "not_compared"
    result = run(plain)
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert "own.yaml: error F101: " in result.stderr


def test_todays_rules_that_refuse_the_profile_are_told_of(folder: Folder, saved: str) -> None:
    plain = folder.save(name="plain.json")
    folder.replace("own.yaml", "extends: packaged", "extends: erp.yaml")
    folder.write("erp.yaml", (Path(__file__).parents[1] / "data/erp.yaml").read_text("utf-8"))
    (note,) = found(saved, code=Exit.DONE)["notes"]
    assert note.startswith("Today's rules refuse its profile. profile.given.data: unknown field")
    result = run(plain)
    assert result.exit_code == Exit.GATE
    assert "Differs: today's rules cannot make this estimate again." in result.stdout
    assert found(plain, code=Exit.GATE)["compared"] == 0


def test_an_embedded_pack_that_was_changed_is_found_and_named(saved: str) -> None:
    forge(saved, put("origin", "pack", "phases", "migration", "weeks", "low", value=1.0))
    document = found(saved, code=Exit.GATE)
    assert document["contradicts"]
    assert document["differing"][0]["path"] == "pack.digest"
    changes = [tuple(each.values()) for each in document["pack"]["changes"]]
    assert changes == [("phases.migration.weeks.low", 1.0, 2)]


def test_a_calendar_is_carried_too(folder: Folder) -> None:
    folder.write("ours.yaml", CALENDAR)
    folder.replace("tea.yaml", "start:", "calendar: ours.yaml\nstart:")
    plain, saved = folder.save(name="plain.json"), folder.save("--embed-pack")
    folder.write("ours.yaml", CALENDAR.replace('"1"', '"2"') + "weekend: [sunday]\n")
    document = found(saved, code=Exit.DONE)
    changes = [each["path"] for each in document["calendar"]["changes"]]
    assert changes == ["version", "weekend"]
    assert document["by_todays_rules"]
    document = found(plain, code=Exit.GATE)
    assert document["calendar"]["state"] == "changed"
    assert not document["contradicts"]
    assert "total.finish_date.p80" in [each["path"] for each in document["differing"]]
    forge(saved, put("origin", "calendar", "weekend", value=["friday"]))
    assert found(saved, code=Exit.GATE)["contradicts"]


def test_an_estimate_without_dates_carries_no_calendar(folder: Folder) -> None:
    folder.replace("tea.yaml", "start: 2027-01-04\n", "")
    saved = folder.save("--embed-pack")
    assert json.loads(Path(saved).read_text())["origin"]["calendar"] is None
    assert found(saved, code=Exit.DONE)["calendar"] is None


def test_only_json_can_carry_a_pack(folder: Folder) -> None:
    arguments = ["estimate", str(folder.path / "tea.yaml"), "--embed-pack"]
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert "-f json only" in result.stderr


def test_compare_makes_an_estimate_again_by_the_rules_that_it_carries(
    folder: Folder, saved: str
) -> None:
    (folder.path / "own.yaml").unlink()
    folder.replace("tea.yaml", "pack: own.yaml\n", "")
    arguments = ["compare", saved, str(folder.path / "tea.yaml"), "-f", "json"]
    document = json.loads(CliRunner().invoke(app, arguments).stdout)
    assert [each["saved"] for each in document["estimates"]] == [False, False]
    assert document["contributions"][-1]["settings"] == ["pack"]


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        ("pack.phases.migration.weeks", {"low": 9, "high": 5}, ": error R110"),
        ("pack.phases.migration.after", ["x"], ".0: error R104"),
        ("pack.phases", {}, ": error R107"),
        ("pack.nonsense", 1, ": error R101"),
        ("pack.inputs", {'"': {}}, ": error Y101"),
        ("pack", {}, ": error R107"),
        (
            "calendar.years.2027.off",
            [{"holiday": "x", "from": "2027-01-04"}],
            ".0.holiday: error R127",
        ),
        ("calendar.weekend", ["sunnyday"], ".0: error R121"),
    ],
)
def test_broken_rules_in_an_estimate_are_refused_at_their_place(
    saved: str, path: str, value: object, told: str
) -> None:
    result = run(forge(saved, put("origin", *path.split("."), value=value)))
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert f"{saved}:origin.{path}{told}: " in result.stderr


def test_a_profile_that_no_pack_takes_is_refused_at_its_place(saved: str) -> None:
    result = run(forge(saved, put("profile", "given", "data", "quality", value="bad")))
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert result.stderr.startswith(f"{saved}:profile.given.data.quality: error P104: ")


@pytest.mark.parametrize(("text", "told"), NO_ESTIMATES.values(), ids=NO_ESTIMATES)
def test_what_is_no_estimate_is_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    result = run(str(tmp_path / "x.json"))
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert result.stderr.startswith(str(tmp_path / "x.json"))
    assert told in result.stderr


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(" " * (MOST_JSON_BYTES + 1))
    assert "error F104: " in run(str(tmp_path / "x.json")).stderr
    (tmp_path / "x.json").write_bytes(b'{"a": "\xd6"}')
    assert ":1:8: error F105: " in run(str(tmp_path / "x.json")).stderr


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["language"], "fr"),
        (["simulation", "trials"], 10**9),
        (["simulation", "seed"], -1),
        (["total", "weeks", "p50"], "12"),
        (["total", "weeks", "p80"], 10**400),
        (["phases"], [1]),
        (["phases", 0, "trace"], [{}]),
        (["profile", "given"], []),
        (["origin", "places"], {"name": 3}),
        (["origin", "settings"], ["nonsense"]),
        (["origin", "today"], "soon"),
        (["origin", "pack"], []),
        (["pack", "id"], None),
    ],
    ids=lambda each: ".".join(map(str, each)) if isinstance(each, list) else "",
)
def test_an_estimate_with_a_part_that_is_none_is_no_bug(
    saved: str, path: list[Any], value: object
) -> None:
    result = run(forge(saved, put(*path, value=value)))
    assert result.exit_code in (Exit.INPUT, Exit.GATE), result.output
    assert "bug" not in result.stderr


def test_hostile_text_is_shown_and_not_obeyed(folder: Folder) -> None:
    folder.write("tea.yaml", "name: Tea\npack: own.yaml\n")
    saved = forge(folder.save(), put("profile", "name", value=HOSTILE))
    forge(saved, put("phases", 0, HOSTILE, value=1))
    forge(saved, put("phases", 0, "title", value=HOSTILE * 500))
    screen = run(saved, "--width", "160").stdout
    page = run(saved, "-f", "markdown").stdout
    for text in (screen, page):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "[red]\\u001b[31m\\u202e| *a* <b>" in screen
    assert "\\[red\\]" in page
    assert max(map(len, screen.splitlines())) <= 160
