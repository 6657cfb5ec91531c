"""The estimate's screen: order, width, languages, settings, and names that are not to be obeyed."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from typer.testing import CliRunner, Result

from crmtimeline.cli.loading import estimate_of, load
from crmtimeline.cli.run import app
from crmtimeline.cli.screen import Speech
from crmtimeline.errors import Exit
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.glyphs import ASCII, BLOCKS
from crmtimeline.render.layout import plain
from crmtimeline.render.terminal import View, terminal
from crmtimeline.render.words import en, zh_cn, zh_tw

EXAMPLES = Path(__file__).parents[2] / "examples"
TEXTS = {"en": en.TEXTS, "zh-CN": zh_cn.TEXTS, "zh-TW": zh_tw.TEXTS}
by_language = pytest.mark.parametrize("language", LANGUAGES)
by_file = pytest.mark.parametrize(
    "file", sorted(EXAMPLES.glob("*.yaml")), ids=lambda file: file.stem
)


def run(*arguments: str, stdin: str | None = None) -> Result:
    """Return how a command with few trials ended."""
    return CliRunner().invoke(app, ["estimate", *arguments, "--trials", "300"], input=stdin)


@cache
def screen(*arguments: str) -> str:
    """Return what a command prints."""
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    return result.stdout


def document(*arguments: str) -> Any:
    """Return the estimate as JSON has it."""
    return json.loads(screen(*arguments, "-f", "json"))


def errors(*arguments: str, stdin: str | None = None) -> list[str]:
    """Return the lines of a refusal."""
    result = run(*arguments, stdin=stdin)
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    return result.stderr.splitlines()


def profile(folder: Path, text: str) -> str:
    """Return the path of a profile of this text."""
    file = folder / "profile.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


# Order


@by_language
def test_the_screen_goes_from_the_answer_to_its_conditions(
    language: Language, tmp_path: Path
) -> None:
    text = "name: Amber Foods\nscope: contract-to-go-live\nskip: [training]\n"
    text += "company: {industry: retail}\n"
    shown = screen(profile(tmp_path, text), "--lang", language)
    texts = TEXTS[language]
    after = [
        "Amber Foods | ",
        texts["quote"][:3],
        "P50-P80",
        "┬",
        texts["legend_critical"],
        texts["out_of_scope"],
        texts["simulated"],
        texts["by_rules"],
        texts["assumed_head"][:10],
        texts["ask"].strip(),
        texts["assumed_rest"].strip(),
        texts["milestones"][:4],
        texts["warnings"],
        "W102",
        "crmtimeline ",
    ]
    at = 0
    for part in after:
        assert part in shown[at:], f"{part!r} is missing, or stands too early"
        at = shown.index(part, at)


def test_the_first_line_names_customer_pack_and_scope() -> None:
    file = str(EXAMPLES / "medical-devices-taiwan.yaml")
    assert screen(file).splitlines()[0] == (
        "中部醫療器材股份有限公司 | 套裝 CRM 導入 | 從簽約到上線"
    )
    assert screen(file, "--lang", "en").splitlines()[0] == (
        "中部醫療器材股份有限公司 | Packaged CRM | From contract to go-live"
    )


def test_a_project_without_a_name_is_still_called_something() -> None:
    assert screen().splitlines()[0].lower() == "crm project | packaged crm | whole project"


@by_file
def test_the_quote_says_whole_weeks_that_cover_the_percentiles(file: Path) -> None:
    total = document(str(file), "--lang", "en")["total"]
    sentence = screen(str(file), "--lang", "en").replace("\n", " ")
    quoted = r"Quote (?:\S+ \()?(\d+) weeks.* done (?:in|by \S+) \(?(\d+)"
    found = re.search(rf"{quoted}.* take (?:\S+ \()?(\d+)", sentence)
    assert found
    for text, key in zip(found.groups(), ("p80", "p50", "p90"), strict=True):
        assert total["weeks"][key] <= int(text) < total["weeks"][key] + 1


def test_totals_are_those_of_the_document() -> None:
    file = str(EXAMPLES / "securities-firm.yaml")
    weeks, months = re.findall(r"^ +(?:周|个月)  +(.+)$", screen(file), re.MULTILINE)[:2]
    total = document(file)["total"]
    for shown, values in ((weeks, total["weeks"]), (months, total["months"])):
        assert shown.split() == [f"{values[key]:.1f}" for key in values]


def test_each_excluded_phase_says_why() -> None:
    file = str(EXAMPLES / "custom-complex-platform.yaml")
    assert "Out of scope: Staff training (left out by the profile)" in screen(file)
    shown = screen("--set", "company.business_units=1", "--set", "data.records=0", "--width", "160")
    excluded = re.search(r"^  Out of scope: (.+)$", shown, re.MULTILINE)
    assert excluded
    out = {each["id"]: each["reason"] for each in json_excluded()}
    assert excluded[1] == (
        f"Data migration ({out['migration']}); Roll-out to other units ({out['rollout']})"
    )
    assert "Records to migrate" in out["migration"]
    assert "Business units" in out["rollout"]


def json_excluded() -> Any:
    """Return the excluded phases of a customer with one unit and no data."""
    return document("--set", "company.business_units=1", "--set", "data.records=0")["excluded"]


def test_what_is_assumed_comes_with_its_question_and_value() -> None:
    lines = screen(str(EXAMPLES / "three-fields.yaml"), "--width", "160").splitlines()
    shown = [line for line in lines if re.match(r" +(<1|\d+) %  ", line)]
    unknowns = document(str(EXAMPLES / "three-fields.yaml"))["unknowns"]
    for line, unknown in zip(shown, unknowns[:3], strict=True):
        assert unknown["title"] in line
        assert f"Ask: {unknown['ask']}" in lines[lines.index(line) + 1]
    rest = next(line for line in lines if "Also assumed" in line)
    assert unknowns[3]["title"] in rest


def test_where_all_is_known_nothing_is_asked() -> None:
    settings = {
        "company.employees": "300",
        "company.users": "100",
        "company.business_units": "1",
        "company.regulated": "false",
        "customization": "light",
        "data.records": "1000",
        "data.sources": "1",
        "data.quality": "clean",
        "data.cross_border": "false",
        "integrations.count": "1",
        "deployment": "saas",
        "readiness.crm_familiarity": "high",
        "readiness.cooperation": "high",
        "readiness.project_manager": "true",
        "readiness.sponsor": "true",
        "readiness.reorganisation": "false",
    }
    given = [word for item in settings.items() for word in ("--set", "=".join(item))]
    shown = screen(*given)
    assert "Everything that the rules read is known." in shown
    assert "Ask:" not in shown


def test_a_warning_has_its_place_and_code(tmp_path: Path) -> None:
    file = profile(tmp_path, "company: {industry: retail}\ndeadline: 2027-03-01\n")
    shown = screen(file)
    assert re.search(r"profile\.yaml:1\S*: W102: no rule of this pack reads Industry", shown)
    assert re.search(r"profile\.yaml:2\S*: W108: 'deadline' is not used without 'start'", shown)


# Width and characters


@by_file
@by_language
def test_no_line_is_wider_than_the_screen(file: Path, language: Language) -> None:
    estimate = estimate_of(load(str(file), [], None, language, Speech("en")), 300, 1)
    for width in (60, 80, 120, 160):
        for glyphs in (BLOCKS, ASCII):
            for line in plain(terminal(estimate, View(width, glyphs))).splitlines():
                assert cell_len(line) <= width
                assert line == line.rstrip()


def test_the_option_sets_the_width() -> None:
    file = str(EXAMPLES / "large-group.yaml")
    widths = [
        max(map(cell_len, screen(file, "--width", width).splitlines())) for width in ("60", "140")
    ]
    assert 55 <= widths[0] <= 60
    assert 120 <= widths[1] <= 140
    assert screen(file) == screen(file, "--width", "80")


@pytest.mark.parametrize("name", ["three-fields", "large-group", "custom-complex-platform"])
def test_ascii_means_ascii(name: str) -> None:
    assert screen(str(EXAMPLES / f"{name}.yaml"), "--lang", "en", "--ascii").isascii()


# Names that are not to be obeyed

HOSTILE = {
    "[bold red]x[/]": "[bold red]x[/]",
    "[/not-open]": "[/not-open]",
    ":smile: {name}": ":smile: {name}",
    "%s %d {0}": "%s %d {0}",
    '=cmd|\\" /C calc\\"!A1': '=cmd|" /C calc"!A1',
    "\\x1b[31mred\\x1b[0m": "\\u001b[31mred\\u001b[0m",
    "\\x9b31mred": "\\u009b31mred",
    "\\x07\\x08\\0": "\\u0007\\u0008\\u0000",
    "\\r\\ntwo\\nlines\\ttab": "\\u000d\\u000atwo\\u000alines\\u0009tab",
    "\\u202Eslaves": "\\u202eslaves",
    "\\u2066a\\u2069": "\\u2066a\\u2069",
    "zero\\u200bwidth\\ufeff": "zero\\u200bwidth\\ufeff",
    "\\u2028next": "\\u2028next",
    "😀👩‍💻 家": "😀👩\\u200d💻 家",
    "e\\u0301té": "e\u0301té",
}
by_name = pytest.mark.parametrize(("name", "shown"), HOSTILE.items())
SAFE = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]*")


@by_name
def test_a_hostile_name_is_shown_and_not_obeyed(name: str, shown: str, tmp_path: Path) -> None:
    text = (
        f'name: "{name}"\nphases: {{migration: {{weeks: {{low: 1, high: 2}}, note: "{name}"}}}}\n'
    )
    result = run(profile(tmp_path, text))
    assert result.exit_code == Exit.DONE
    assert result.stdout.startswith(f"{shown} | Packaged CRM")
    assert SAFE.fullmatch(result.stdout)


@by_name
def test_a_hostile_name_stays_as_it_is_in_json(name: str, shown: str, tmp_path: Path) -> None:
    written = document(profile(tmp_path, f'name: "{name}"\n'))["profile"]["name"]
    assert written == json.loads(f'"{name}"'.replace("\\x", "\\u00").replace('\\0"', '\\u0000"'))


@by_name
def test_hostile_text_is_shown_and_not_obeyed_in_errors(
    name: str, shown: str, tmp_path: Path
) -> None:
    text = f'"{name}": 1\ncustomization: "{name}"\nskip: ["{name}"]\ndeployment: ["{name}"]\n'
    told = "\n".join(errors(profile(tmp_path, text)))
    assert f"unknown field '{shown}'" in told
    assert f"unknown phase '{shown}'" in told
    assert SAFE.fullmatch(told)


def test_hostile_arguments_are_shown_and_not_obeyed() -> None:
    line, *_ = errors("--set", "\x1b[31mname=1")
    assert "'\\u001b[31mname'" in line
    (line,) = errors("no-\x1b]0;title\x07.yaml")
    assert line.startswith("no-\\u001b]0;title\\u0007.yaml: error F101")
    (line,) = errors("--pack", "\x1b[2Jpack")
    assert SAFE.fullmatch(line)


@pytest.mark.parametrize("name", ["x" * 10_000, "长" * 10_000, "a b " * 2_500])
def test_a_very_long_name_is_shown_whole_and_in_width(name: str, tmp_path: Path) -> None:
    shown = screen(profile(tmp_path, f"name: {name}\n"))
    assert "".join(name.split()) in "".join(shown.split())
    assert max(cell_len(line) for line in shown.splitlines()) <= 80


def test_a_very_long_level_does_not_fill_the_screen_with_an_error() -> None:
    (line,) = errors("--set", f"deployment={'x' * 10_000}")
    assert len(line) < 250


# Language


def test_the_option_goes_before_the_profile() -> None:
    file = str(EXAMPLES / "securities-firm.yaml")
    assert TEXTS["zh-CN"]["milestones"] in screen(file)
    assert TEXTS["zh-TW"]["milestones"] in screen(file, "--lang", "zh-TW")
    assert document(file, "--lang", "en")["language"] == "en"


def test_a_pipe_and_json_never_read_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"):
        monkeypatch.setenv(name, "zh_TW.UTF-8")
    assert run().stdout.startswith("CRM project")
    assert json.loads(run("-f", "json").stdout)["language"] == "en"
    assert ": error P101: unknown" in run("--set", "nonsense=1").stderr


def test_errors_speak_the_language_of_the_profile_or_the_option(tmp_path: Path) -> None:
    file = profile(tmp_path, "language: zh-TW\ndeployment: mars\n")
    assert ": 錯誤 P104: " in errors(file)[0]
    assert ": 错误 P104: " in errors(file, "--lang", "zh-CN")[0]
    assert ": 錯誤 P104: " in errors("--set", "language=zh-TW", "--set", "deployment=mars")[0]


# Settings, packs and trials


def given(*settings: str) -> Any:
    """Return the profile that settings make."""
    return document(*(word for each in settings for word in ("--set", each)))["profile"]["given"]


def test_settings_are_numbers_texts_and_booleans() -> None:
    assert given("company.employees=300", "company.regulated=true", "deployment=saas") == {
        "company": {"employees": 300, "regulated": True},
        "deployment": "saas",
    }


def test_quotes_make_a_text_of_anything() -> None:
    assert given("name='2027'") == {"name": "2027"}
    assert given('name="a: b = c"') == {"name": "a: b = c"}


def test_settings_add_to_the_profile_and_win_over_it() -> None:
    file = str(EXAMPLES / "three-fields.yaml")
    shown = document(file, "--set", "company.users=40", "--set", "deployment=on_premise")
    assert shown["profile"]["given"] == {
        "company": {"employees": 450, "users": 40},
        "customization": "moderate",
        "deployment": "on_premise",
    }


def test_the_count_of_systems_takes_the_place_of_those_listed() -> None:
    file = str(EXAMPLES / "instrument-maker.yaml")
    found = document(file, "--set", "integrations.count=0")
    assert found["profile"]["given"]["integrations"] == {"count": 0}
    assert "integration" in [out["id"] for out in found["excluded"]]


def test_a_setting_that_is_wrong_is_named_by_its_number() -> None:
    lines = errors("--set", "company.employees=300", "--set", "data.quality=hihg")
    assert lines[0].startswith("--set:2: error P104: ")


def test_the_option_names_a_pack_by_id_or_path(tmp_path: Path) -> None:
    assert document("--pack", "custom-build")["pack"]["id"] == "custom-build"
    pack = tmp_path / "mine.yaml"
    pack.write_text('format: 1\nid: mine\nversion: "3"\ntitle: {en: Mine}\nextends: packaged\n')
    assert document("--pack", str(pack))["pack"]["id"] == "mine"
    file = profile(tmp_path, "pack: mine.yaml\n")
    assert document(file)["pack"]["version"] == "3", "a path is relative to the profile"
    assert document(file, "--pack", "packaged")["pack"]["id"] == "packaged"


def test_seed_and_trials_are_in_the_document_and_change_it() -> None:
    result = CliRunner().invoke(app, ["estimate", "-f", "json", "--trials", "100", "--seed", "7"])
    found = json.loads(result.stdout)
    assert (found["simulation"]["trials"], found["simulation"]["seed"]) == (100, 7)
    assert found["total"] != document("--seed", "8")["total"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["--trials", "99"],
        ["--trials", "1000001"],
        ["--trials", "many"],
        ["--seed", "-1"],
        ["--width", "59"],
        ["--width", "401"],
        ["--lang", "fr"],
        ["--format", "pdf"],
        ["--no-such-option"],
        ["one.yaml", "two.yaml"],
    ],
)
def test_a_wrong_option_ends_with_2(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, ["estimate", *arguments])
    assert (result.exit_code, result.stdout) == (Exit.USAGE, "")
    assert "Usage: " in result.stderr
