"""The command `verify`, by what a person sees: what is as it was saved, and what is not."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from saving import Folder, forge, found, put, run
from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.layout import cell_len  # type: ignore[attr-defined] # to measure with

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
BETWEEN = """\
format: 1
id: between
version: "7"
extends: packaged
title: {en: Between}
modifiers:
  data-quality:
    levels: {clean: 0.8, mixed: 1, poor: 2}
    cite: {basis: assumed, note: for this test}
"""
EMBEDDED = pytest.mark.parametrize("options", [[], ["--embed-pack"]], ids=["plain", "embedded"])


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a folder with a profile and its pack."""
    return Folder(tmp_path)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.stem)
@EMBEDDED
def test_every_example_is_identical(example: Path, options: list[str], tmp_path: Path) -> None:
    file = str(tmp_path / "quote.json")
    arguments = ["estimate", str(example), "-o", file, "--trials", "300", *options]
    assert CliRunner().invoke(app, arguments).exit_code == Exit.DONE
    result = run(file, "--lang", "en")
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    assert re.search(r"^Identical: made again, all [0-9,]{3,} values are", result.stdout, re.M)


def test_the_day_that_it_was_judged_by_is_saved(folder: Folder) -> None:
    folder.replace("tea.yaml", "start", "deadline: 2027-06-30\nstart")
    saved = folder.save("--today", "2027-03-01")
    assert json.loads(Path(saved).read_text())["origin"]["today"] == "2027-03-01"
    assert found(saved, code=Exit.DONE)["identical"]


@EMBEDDED
def test_a_forged_number_is_named_with_what_it_should_be(
    folder: Folder, options: list[str]
) -> None:
    saved = folder.save(*options)
    honest = json.loads(Path(saved).read_text())["total"]["weeks"]["p80"]
    forge(saved, put("total", "weeks", "p80", value=12.3))
    result = run(saved)
    assert result.exit_code == Exit.GATE
    assert "1 of " in result.stdout
    assert "do not follow from the profile, the rules and the" in result.stdout
    assert re.search(rf"^  total\.weeks\.p80 +12\.3 +{honest}$", result.stdout, re.MULTILINE)
    document = found(saved, code=Exit.GATE)
    assert document["contradicts"]
    assert document["differing"] == [{"path": "total.weeks.p80", "saved": 12.3, "now": honest}]
    assert document["moved"][0]["saved"]["p80"] == 12.3


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (["phases", 0, "duration", "p50"], 0.1, "phases.planning.duration.p50"),
        (["phases", 0, "criticality_index"], 0, "phases.planning.criticality_index"),
        (["phases", 0, "start_date", "p50"], "2026-01-05", "phases.planning.start_date.p50"),
        (["phases", 0, "title"], "Gossip", "phases.planning.title"),
        (["simulation", "project_spread"], 0.1, "simulation.project_spread"),
        (["pack", "version"], "9", "pack.version"),
        (["warnings", 0, "message"], "All is well", "warnings.0.message"),
        (["unknowns", 0, "assumed"], 1, None),
        (["phases"], [], "phases.planning"),
        (["profile", "digest"], "0" * 64, "profile.digest"),
    ],
    ids=lambda each: ".".join(map(str, each)) if isinstance(each, list) else "",
)
def test_whatever_is_forged_is_found(
    folder: Folder, path: list[Any], value: object, named: str | None
) -> None:
    saved = forge(folder.save(), put(*path, value=value))
    document = found(saved, code=Exit.GATE)
    assert document["contradicts"]
    paths = [each["path"] for each in document["differing"]]
    assert named is None or named in paths
    assert paths


@pytest.mark.parametrize(
    ("path", "value"),
    [(["simulation", "seed"], 2), (["simulation", "trials"], 400), (["origin", "pack"], None)],
    ids=lambda each: str(each[-1]) if isinstance(each, list) else "",
)
def test_what_it_was_made_with_cannot_be_changed_unseen(
    folder: Folder, path: list[Any], value: object
) -> None:
    saved = folder.save("--embed-pack")
    folder.replace("own.yaml", "high: 5", "high: 7")
    forge(saved, put(*path, value=value))
    document = found(saved, code=Exit.GATE)
    assert document["differing"][0]["path"].startswith("total.")
    assert document["contradicts"] is (path[0] == "simulation")


def test_a_profile_that_was_changed_in_the_file_is_found(folder: Folder) -> None:
    saved = forge(folder.save(), put("profile", "given", "data", "quality", value="clean"))
    document = found(saved, code=Exit.GATE)
    assert document["contradicts"]
    assert document["profile"]["state"] == "changed"
    assert document["differing"][0]["path"] == "profile.digest"
    shown = {each["path"]: (each["saved"], each["now"]) for each in document["differing"]}
    assert shown["given.data.quality.value"] == ("poor", "clean")


def test_a_profile_that_was_changed_beside_it_is_found(folder: Folder) -> None:
    saved = folder.save()
    assert "Profile    as it was given  the same (tea.yaml)" in run(saved).stdout
    folder.replace("tea.yaml", "quality: poor, ", "")
    folder.replace("tea.yaml", "employees: 300", "employees: 400")
    result = run(saved)
    assert result.exit_code == Exit.GATE
    assert "values are as they were saved, but not all that they were\nmade" in result.stdout
    assert re.search(r"^  company\.employees +300 +400$", result.stdout, re.MULTILINE)
    assert re.search(r"^  data\.quality +poor +-$", result.stdout, re.MULTILINE)
    assert "crmtimeline compare shows how many weeks the changes in tea.yaml" in result.stdout
    assert not found(saved, code=Exit.GATE)["contradicts"]


def test_what_the_command_line_set_is_no_change_of_the_profile(folder: Folder) -> None:
    saved = folder.save("--set", "data.quality=clean", "--set", "integrations.count=3")
    assert found(saved, code=Exit.DONE)["profile"] == {
        "file": "tea.yaml",
        "state": "same",
        "changes": [],
    }


def test_a_profile_elsewhere_is_compared_where_it_is_named(folder: Folder) -> None:
    (folder.path / "else").mkdir()
    other = folder.write("else/other.yaml", "name: Lantern Tea\n")
    saved = folder.save("--set", "pack=packaged")
    assert found(saved, "--profile", str(folder.path / "tea.yaml"), code=Exit.DONE)["identical"]
    changes = found(saved, "--profile", other, code=Exit.GATE)["profile"]["changes"]
    assert [each["path"] for each in changes] == ["start", "company", "data"]
    moved = str(Path(saved).rename(folder.path / "else/quote.json"))
    assert found(moved, code=Exit.DONE)["profile"]["state"] == "not_compared"
    assert run(saved, "--profile", "none.yaml").exit_code == Exit.INPUT


@pytest.mark.parametrize("name", ["../tea.yaml", "", ".", "..", "a\0b", "x" * 5000, "else"])
def test_no_file_is_read_but_one_beside_the_estimate(folder: Folder, name: str) -> None:
    (folder.path / "else").mkdir()
    saved = forge(folder.save(), put("origin", "file", value=name))
    assert found(saved, code=Exit.DONE)["profile"]["state"] == "not_compared"


def test_a_figure_that_was_changed_in_the_pack_is_named(folder: Folder) -> None:
    saved = folder.save()
    folder.replace("own.yaml", "high: 5", "high: 7")
    folder.replace("own.yaml", '"1"', '"2"')
    result = run(saved)
    assert result.exit_code == Exit.GATE
    assert re.search("^  Pack +own 1 +changed [(]2[)]$", result.stdout, re.MULTILINE)
    document = found(saved, code=Exit.GATE)
    changes = {each["path"]: (each["saved"], each["now"]) for each in document["pack"]["changes"]}
    assert changes["version"] == ("1", "2")
    assert changes["phases.migration.weeks.high"] == (5.0, 7.0)
    assert "extends.base.version" not in changes
    assert not document["contradicts"]
    assert not document["by_todays_rules"]
    whole, *phases = document["moved"]
    assert whole["now"]["p80"] > whole["saved"]["p80"]
    assert [each["id"] for each in phases if each["saved"] != each["now"]] == ["migration"]


def test_a_factor_and_a_parent_that_were_changed_are_named(folder: Folder) -> None:
    saved = folder.save()
    folder.write("between.yaml", BETWEEN)
    folder.replace("own.yaml", "extends: packaged", "extends: between.yaml")
    changes = [tuple(each.values()) for each in found(saved, code=Exit.GATE)["pack"]["changes"]]
    assert ("modifiers.data-quality.poor (migration)", 1.4, 2.0) in changes
    saved = folder.save()
    folder.replace("between.yaml", '"7"', '"8"')
    folder.replace("between.yaml", "poor: 2", "poor: 2.5")
    changes = [tuple(each.values()) for each in found(saved, code=Exit.GATE)["pack"]["changes"]]
    assert ("extends.between.version", "7", "8") in changes
    assert ("modifiers.data-quality.poor (migration)", 2.0, 2.5) in changes
    assert not any(path.startswith("extends.packaged") for path, _, _ in changes)


def test_a_change_that_moves_no_figure_is_told_as_that(folder: Folder) -> None:
    saved = folder.save()
    folder.replace("own.yaml", "Own rules", "My own rules")
    result = run(saved)
    assert result.exit_code == Exit.GATE
    assert "values are as they were saved, but not all that they were\nmade" in result.stdout
    assert found(saved, code=Exit.GATE)["differing"] == []


def test_a_comment_in_the_pack_changes_nothing(folder: Folder) -> None:
    saved = folder.save()
    folder.replace("own.yaml", "phases:", "# more of them\n\nphases:")
    assert found(saved, code=Exit.DONE)["pack"]["state"] == "same"


def test_another_version_may_word_its_sentences_anew(folder: Folder) -> None:
    saved = forge(folder.save(), put("warnings", 0, "message", value="Projected."))
    forge(saved, put("tool", "version", value="0.0.9"))
    result = run(saved)
    assert result.exit_code == Exit.DONE
    assert re.search(r"^  Program +0\.0\.9 +[0-9.]+$", result.stdout, re.MULTILINE)
    assert "It was made by crmtimeline 0.0.9, and this is" in result.stdout
    forge(saved, put("total", "weeks", "p50", value=1.0))
    assert not found(saved, code=Exit.GATE)["contradicts"]


def test_a_key_that_only_one_of_both_has_is_told_of(folder: Folder) -> None:
    saved = forge(folder.save(), lambda document: document.pop("milestones"))
    forge(saved, put("discount", value=0.2))
    (note,) = found(saved, code=Exit.DONE)["notes"]
    assert "discount, milestones" in note


def test_standard_input_can_be_an_estimate(folder: Folder) -> None:
    saved = Path(folder.save("--set", "pack=packaged")).read_text(encoding="utf-8")
    assert run("-", stdin=saved).stdout.startswith("-: Lantern Tea\n\nIdentical")
    assert run("-", "--profile", "-", stdin=saved).exit_code == Exit.USAGE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_screen_keeps_to_its_width_in_every_language(
    folder: Folder, language: Language, width: int
) -> None:
    saved = folder.save("--embed-pack")
    folder.replace("own.yaml", "high: 5", "high: 7")
    forge(saved, put("total", "weeks", "p80", value=12.3))
    folder.replace("tea.yaml", "poor", "clean")
    screen = run(saved, "--lang", language, "--width", str(width)).stdout
    assert max(map(cell_len, screen.splitlines())) <= width
    assert "phases.migration.weeks.high" in screen.replace("\n  ", "")
    assert len(screen.split("\n\n")) == 9
    assert "Message(" not in screen


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_fits_its_schema(folder: Folder, language: Language) -> None:
    schema: Any = json.loads((ROOT / "rules/schema/verify.json").read_text(encoding="utf-8"))
    saved = folder.save("--embed-pack")
    documents = [found(saved, "--lang", language, code=Exit.DONE)]
    folder.replace("own.yaml", "high: 5", "high: 7")
    documents.append(found(saved, "--lang", language, code=Exit.DONE))
    forge(saved, put("phases", 0, "duration", "p80", value=99))
    documents.append(found(saved, "--lang", language, code=Exit.GATE))
    for document in documents:
        Draft202012Validator(schema).validate(document)
        assert document.keys() == schema["properties"].keys()


def test_the_ending_of_the_output_file_chooses_the_format(folder: Folder) -> None:
    saved = forge(folder.save(), put("total", "weeks", "p80", value=12.3))
    for name, start in (("v.md", "## Verification"), ("v.json", "{\n"), ("v.txt", "quote.json: ")):
        result = run(saved, "-o", str(folder.path / name))
        assert (result.exit_code, result.stdout) == (Exit.GATE, "")
        assert (folder.path / name).read_text().startswith(start)
    page = (folder.path / "v.md").read_text()
    assert re.search(r"^\| total\.weeks\.p80 \| 12\.3 \| [0-9.]+ \|$", page, re.MULTILINE)
