"""The command `compare`, by what a person sees: profiles and saved estimates side by side."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner, Result

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.layout import cell_len  # type: ignore[attr-defined] # to measure with

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
LIGHT = "name: Lantern Tea\ncompany: {employees: 300}\ncustomization: light\n"
DEEP = LIGHT.replace("light", "deep") + "data: {quality: poor}\n"
HOSTILE = "[red]\\x1b[31m\\u202e| *a* <b> [x](http://x)"


def run(*arguments: str, stdin: str | None = None) -> Result:
    """Return how `compare` ended."""
    return CliRunner().invoke(app, ["compare", *arguments], input=stdin)


def shown(*arguments: str, stdin: str | None = None) -> str:
    """Return what `compare` prints in few trials."""
    result = run(*arguments, "--trials", "300", stdin=stdin)
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    return result.stdout


def example(name: str) -> str:
    """Return the path of an example."""
    return str(EXAMPLES / f"{name}.yaml")


@pytest.fixture
def light(tmp_path: Path) -> str:
    """Return a profile's file."""
    (tmp_path / "light.yaml").write_text(LIGHT)
    return str(tmp_path / "light.yaml")


@pytest.fixture
def deep(tmp_path: Path) -> str:
    """Return the file of a profile that is longer."""
    (tmp_path / "deep.yaml").write_text(DEEP)
    return str(tmp_path / "deep.yaml")


def save(profile: str, *options: str) -> str:
    """Return the file of a profile's estimate in JSON."""
    file = str(Path(profile).with_suffix(".json"))
    arguments = ["estimate", profile, "-o", file, "--trials", "300", *options]
    assert CliRunner().invoke(app, arguments).exit_code == Exit.DONE
    return file


def change(file: str, *path: str, to: object) -> None:
    """Change one value of a saved estimate."""
    document = json.loads(Path(file).read_text())
    *above, key = path
    inner = document
    for part in above:
        inner = inner[part]
    inner[key] = to
    Path(file).write_text(json.dumps(document))


def test_what_differs_is_shown_and_what_does_not_is_not(light: str, deep: str) -> None:
    screen = shown(light, deep)
    assert "A: Lantern Tea (light.yaml), packaged" in screen
    assert re.search(r"^B takes [0-9.]+ weeks longer than A at P80", screen, re.MULTILINE)
    assert re.search(r"Customization +light .+ deep ", screen)
    assert re.search(r"Data quality +not known +poor ", screen)
    assert "Employees" not in screen
    assert re.search(r"Customization: light .+ to deep", screen)
    assert "Other settings" not in screen
    assert re.search(r"^B takes [0-9.]+ weeks less than A", shown(deep, light), re.MULTILINE)


def test_the_figures_are_those_of_estimate(light: str, deep: str) -> None:
    document = json.loads(shown(light, deep, "-f", "json"))
    for file, each in zip((light, deep), document["estimates"], strict=True):
        alone = json.loads(
            CliRunner().invoke(app, ["estimate", file, "-f", "json", "--trials", "300"]).stdout
        )
        assert each["total"]["weeks"] == alone["total"]["weeks"]
        phases = {phase["id"]: phase["duration"]["p80"] for phase in alone["phases"]}
        found = {phase["id"]: phase["duration"] for phase in each["phases"]}
        assert {name: spread["p80"] for name, spread in found.items() if spread} == phases
        assert each["file"] == Path(file).name


def test_finish_dates_and_deadlines_are_shown_where_there_are_any(light: str) -> None:
    shop = example("retail-before-double-eleven")
    screen = shown(light, shop, "--lang", "en")
    assert re.search(r"Deadlines +day +met with\n +B +2027-10-15 +[0-9]+ %", screen)
    assert re.search(r"Finish +P50 +P80 +P90\n  B +2027-", screen)
    assert "Other settings (start, closures, freezes)" in screen
    assert "Finish" not in shown(light, light)


def test_the_same_profile_twice_takes_as_long(light: str) -> None:
    screen = shown(light, light)
    assert "B takes as long as A." in screen
    assert "Inputs that differ" not in screen
    assert "against" not in screen


def test_files_of_the_same_name_are_told_apart_by_their_paths(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "p.yaml").write_text(LIGHT)
    paths = [str(tmp_path / name / "p.yaml") for name in ("old", "new")]
    files = [each["file"] for each in json.loads(shown(*paths, "-f", "json"))["estimates"]]
    assert files == paths


def test_standard_input_can_be_one_of_them(light: str) -> None:
    assert "A: Lantern Tea (-)" in shown("-", light, stdin=DEEP)


@pytest.mark.parametrize("arguments", [[], ["one.yaml"], ["-", "-"]], ids=" ".join)
def test_fewer_than_two_files_are_an_error_of_use(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == Exit.USAGE


def test_the_errors_of_all_files_are_told_at_once(tmp_path: Path, light: str) -> None:
    (tmp_path / "wrong.yaml").write_text("customization: deeep\n")
    result = run(str(tmp_path / "wrong.yaml"), light, str(tmp_path / "none.yaml"))
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert re.findall(r"error ([A-Z][0-9]+)", result.stderr) == ["F101", "P104"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_the_first_ones(tmp_path: Path, light: str, language: Language) -> None:
    (tmp_path / "first.yaml").write_text(f"language: {language}\n")
    first = str(tmp_path / "first.yaml")
    assert json.loads(shown(first, light, "-f", "json"))["language"] == language
    saved = save(first)
    assert json.loads(shown(saved, light, "-f", "json"))["language"] == language


def test_a_saved_estimate_is_made_again_with_its_seed_and_trials(light: str, deep: str) -> None:
    saved = save(light, "--seed", "7", "--set", "data.quality=clean")
    result = run(saved, deep, "-f", "json")
    document = json.loads(result.stdout)
    draws = [each["simulation"] for each in document["estimates"]]
    assert [(each["trials"], each["seed"]) for each in draws] == [(300, 7)] * 2
    assert not any(each["saved"] for each in document["estimates"])
    assert document["notes"] == []
    found = {each["input"]: (each["from"], each["to"]) for each in document["contributions"]}
    assert found == {"customization": ("light", "deep"), "data.quality": ("clean", "poor")}


def test_saved_with_different_seeds_a_note_tells_what_is_chance(light: str, deep: str) -> None:
    files = save(light, "--seed", "7"), save(deep)
    apart = run(*files).stdout
    assert "a part of their\n  differences is chance" in apart
    assert "Other settings (seed)" in apart
    assert "chance" not in shown(*files, "--seed", "3")


@pytest.mark.parametrize(
    ("path", "to", "reason"),
    [
        (["pack", "digest"], "0" * 64, "its pack (packaged) has changed since, or is not found"),
        (["pack", "id"], "gone", "its pack (gone) has changed since, or is not found"),
        (["calendar", "digest"], "0", "its calendar has changed since"),
        (["profile", "given", "customization"], "x", "its profile can no longer be estimated"),
    ],
    ids=lambda each: ".".join(each) if isinstance(each, list) else "",
)
def test_what_cannot_be_made_again_is_shown_as_it_was_saved(
    light: str, deep: str, path: list[str], to: str, reason: str
) -> None:
    saved = save(light, "--set", "start=2026-03-02")
    change(saved, *path, to=to)
    change(saved, "total", "weeks", "p80", to=99.4)
    screen = shown(saved, deep, "--width", "160")
    assert f"light.json: {reason}. Its figures are those that were saved" in screen
    assert "99.4" in screen
    assert re.search(r"Data quality +not known +poor", screen)
    assert "against" not in screen
    document = json.loads(shown(saved, deep, "-f", "json"))
    assert document["contributions"] == []
    assert document["differences"][0]["weeks"]["p80"] < 0


def test_figures_that_have_moved_with_the_program_are_said_to(light: str, deep: str) -> None:
    saved = save(light)
    change(saved, "total", "weeks", "p80", to=99.4)
    screen = run(saved, deep).stdout
    assert "this version of the program comes to other figures" in screen
    assert "99.4" not in screen


def test_a_saved_estimate_of_a_pack_beside_it_is_made_again(tmp_path: Path, deep: str) -> None:
    (tmp_path / "own.yaml").write_text(
        "format: 1\nid: own\nversion: '1'\nextends: packaged\ntitle: {en: Own}\n"
    )
    (tmp_path / "p.yaml").write_text("pack: own.yaml\ncustomization: light\n")
    document = json.loads(shown(save(str(tmp_path / "p.yaml")), deep, "-f", "json"))
    assert [each["saved"] for each in document["estimates"]] == [False, False]
    assert document["contributions"][-1]["settings"] == ["pack"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"schema": "crmtimeline/compare/1"}', "crmtimeline/compare/1"),
        ('{"schema": "crmtimeline/estimate/9"}', "crmtimeline/estimate/9"),
        ('{"schema": "crmtimeline/estimate/1"}', "an estimate without a usable language"),
        ("format: 1\nid: x\nversion: '1'\ntitle: {en: X}\n", "rules or a calendar"),
    ],
)
def test_what_is_neither_profile_nor_estimate_is_refused(
    tmp_path: Path, light: str, text: str, told: str
) -> None:
    (tmp_path / "wrong").write_text(text)
    result = run(light, str(tmp_path / "wrong"))
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert f"error F107: neither a profile nor a saved estimate: {told}\n" in result.stderr


@pytest.mark.parametrize("text", ["{" * 2000, '{"a": ' * 2000, '{"company": {"employees": 300}'])
def test_what_only_looks_like_json_is_refused_as_yaml(
    tmp_path: Path, light: str, text: str
) -> None:
    (tmp_path / "wrong.json").write_text(text)
    result = run(light, str(tmp_path / "wrong.json"))
    assert result.exit_code == Exit.INPUT
    assert re.search(" Y1[0-9]+: ", result.stderr)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"name": "Lantern Tea"', '"name": "\\ud800"'),
        ('"p80": ', '"p80": NaN, "was": '),
        ('"p80": ', '"p80": 1e999, "was": '),
        ('"given": {', '"given": {"risks": ' + "[" * 900 + "]" * 900 + ", "),
        ('"given": {', '"given": [], "was": {'),
        ('"trials": 300', '"trials": 1e9'),
    ],
)
def test_a_saved_estimate_that_was_tampered_with_is_no_bug(
    light: str, deep: str, old: str, new: str
) -> None:
    saved = Path(save(light))
    text = saved.read_text()
    assert old in text
    saved.write_text(text.replace(old, new))
    assert run(str(saved), deep).exit_code in (Exit.DONE, Exit.INPUT)


def test_a_profile_may_be_written_in_json(tmp_path: Path, light: str) -> None:
    (tmp_path / "p.json").write_text('{"name": "Tea", "customization": "deep"}')
    assert "B: Tea (p.json)" in shown(light, str(tmp_path / "p.json"))


@pytest.mark.parametrize("width", [60, 80, 100, 160])
@pytest.mark.parametrize("language", LANGUAGES)
def test_tables_keep_to_the_width_with_many_estimates(width: int, language: Language) -> None:
    files = [str(file) for file in sorted(EXAMPLES.glob("*.yaml"))]
    screen = shown(*files, "--lang", language, "--width", str(width))
    assert max(cell_len(line) for line in screen.splitlines()) <= width
    for letter in "ABCDEFGHIJKLM"[: len(files)]:
        assert re.search(f"^  {letter}  +[0-9.]+  +[0-9.]+ ", screen, re.MULTILINE)


def test_markdown_has_the_tables_of_the_screen(light: str, deep: str) -> None:
    page = shown(light, deep, "-f", "markdown")
    assert page.startswith("## Comparison of estimates\n\n- A: Lantern Tea (light.yaml)")
    assert re.search(r"^\| Data quality \| not known \| poor .+\|$", page, re.MULTILINE)
    assert len(re.findall("^### ", page, re.MULTILINE)) == 6
    assert "\n\n\n" not in page
    assert page == page.strip("\n") + "\n"


def test_the_ending_of_the_output_file_chooses_the_format(
    tmp_path: Path, light: str, deep: str
) -> None:
    for name, start in (
        ("c.MD", "## "),
        ("c.json", "{\n"),
        ("c.HTML", "<!DOCTYPE"),
        ("c.txt", "A: "),
    ):
        assert shown(light, deep, "-o", str(tmp_path / name)) == ""
        assert (tmp_path / name).read_text().startswith(start)


def test_hostile_text_is_shown_and_not_obeyed(tmp_path: Path, light: str) -> None:
    file = tmp_path / "[b]x.yaml"
    file.write_text(f'name: "{HOSTILE}"\n')
    screen = shown(str(file), light, "--width", "160")
    assert "[red]\\u001b[31m\\u202e| *a* <b>" in screen
    page = shown(str(file), light, "-f", "markdown")
    for text in (screen, page):
        assert "\x1b" not in text
        assert "\u202e" not in text
    assert "\\*a\\* \\<b\\>" in page
    assert "\\[x\\](http\\://x)" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_fits_its_schema(language: Language, light: str, deep: str) -> None:
    schema: Any = json.loads((ROOT / "rules/schema/compare.json").read_text(encoding="utf-8"))
    saved = save(light, "--set", "start=2026-03-02", "--set", "deadline=2026-09-01")
    change(saved, "pack", "digest", to="0")
    shop, built = example("retail-before-double-eleven"), example("custom-simple-platform")
    for files in ([light, deep], [light, shop, built], [saved, deep]):
        document = json.loads(shown(*files, "--lang", language, "-f", "json"))
        Draft202012Validator(schema).validate(document)
        assert document.keys() == schema["properties"].keys()
        for part in document["contributions"]:
            assert part.keys() == schema["$defs"]["Contribution"]["properties"].keys()
