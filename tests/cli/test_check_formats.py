"""The formats of `check`, each read by what reads it in earnest, hostile text included."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest
import xmlschema
from jsonschema import Draft202012Validator
from junitparser import Error, Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt
from markdown_it.token import Token

from crmtimeline.errors import Exit
from crmtimeline.model.strict import LANGUAGES, Language
from holding import LIGHT, PROFILE, check, policy, save, write

ROOT = Path(__file__).parents[2]
SCHEMA = json.loads((ROOT / "rules/schema/check.json").read_text(encoding="utf-8"))
JUNIT = xmlschema.XMLSchema(str(ROOT / "tests/data/junit.xsd"))
HOSTILE = (
    "[x](http://x) ![i](//y) <b>&amp; www.a.b `c` | a@b.c #1 ::error::%0A \\r\\n\\e[31m\\u202e"
)
MARKDOWN = MarkdownIt("commonmark").enable("table")
AUTOLINK = re.compile(r"://|www\.|@")
"""What GitHub makes a link of by itself, where no backslash stands before its last character."""

COMMAND = re.compile(r"::(error|warning) ([^:]*)::(.*)")


class Annotation(NamedTuple):
    """A workflow command as GitHub reads it."""

    command: str
    properties: dict[str, str]
    text: str


@pytest.fixture
def arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return profiles, one hostile and one broken, and rules with all outcomes."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "deals/tea.yaml", PROFILE)
    write(tmp_path, "deals/a,b: 100%.yaml", f'name: "{HOSTILE}"\nstart: 2027-01-04\n')
    write(tmp_path, "deals/bad.yaml", 'customization: "::warning::%\\e"\n')
    save(tmp_path, "base/deals/tea.json", LIGHT)
    told = f'message: "{HOSTILE}"'
    policy(
        tmp_path,
        "action: deny, change: {max: 1}",
        f"action: deny, {told}, weeks: {{max: 1}}",
        "action: warn, finish: {by: 2027-01-05}",
        "action: deny, deadline: {min: 0.99}",
        "action: deny, weeks: {phase: training, max: 99}",
        "action: deny, require: [data.quality]",
    )
    files = ["deals/tea.yaml", "deals/a,b: 100%.yaml", "deals/bad.yaml"]
    return [*files, "--policy", "policy.yaml", "--against", "base"]


def printed(arguments: list[str], form: str, *options: str) -> str:
    """Return what is printed in a format; one profile is broken."""
    result = check(*arguments, "-f", form, *options)
    assert result.exit_code == Exit.INPUT
    return result.stdout


def annotations(text: str) -> list[Annotation]:
    """Return the commands among the lines that a run prints; its last line is no command."""
    found = []
    for line in text.splitlines()[:-1]:
        match = COMMAND.fullmatch(line)
        assert match, line
        pairs = (pair.partition("=")[::2] for pair in match[2].split(","))
        found.append(
            Annotation(match[1], {key: unquote(value) for key, value in pairs}, unquote(match[3]))
        )
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_fits_its_schema_and_has_nothing_beyond_it(
    arguments: list[str], language: Language
) -> None:
    document: Any = json.loads(printed(arguments, "json", "--lang", language))
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(document)
    assert document.keys() == SCHEMA["properties"].keys()
    parts = {"ProfileChecked": document["profiles"]}
    for name, key in (("RuleJudged", "rules"), ("PhaseChanged", "phases"), ("Problem", "errors")):
        parts[name] = [part for each in document["profiles"] for part in each[key]]
    for name, found in parts.items():
        assert found
        assert all(each.keys() == SCHEMA["$defs"][name]["properties"].keys() for each in found)


def test_json_says_all_that_was_judged(arguments: list[str]) -> None:
    document = json.loads(printed(arguments, "json"))
    assert (document["passed"], document["policy"]) == (False, "policy.yaml")
    assert document["counts"] == {
        **{"profiles": 3, "passed": 0, "denied": 2, "errors": 1, "warnings": 2}
    }
    tea, hostile, bad = document["profiles"]
    outcomes = [[rule["outcome"] for rule in each["rules"]] for each in (tea, hostile)]
    assert outcomes == [
        ["fail"] * 4 + ["pass", "fail"],
        ["skip", "fail", "fail", "skip", "pass", "fail"],
    ]
    assert [each["place"] for each in tea["rules"]] == [
        *("deals/tea.yaml:1:1", "deals/tea.yaml:1:1", "deals/tea.yaml:5:1"),
        *("deals/tea.yaml:6:1", "deals/tea.yaml:1:1", "deals/tea.yaml:1:1"),
    ]
    assert tea["rules"][3]["actual"] == 0.956
    assert tea["rules"][5]["missing"] == ["data.quality"]
    assert (bad["weeks"], bad["rules"]) == (None, [])
    assert bad["errors"][0]["place"] == "deals/bad.yaml:1:16"


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_has_its_tables_and_no_links(arguments: list[str], language: Language) -> None:
    page = printed(arguments, "markdown", "--lang", language)
    tokens = MARKDOWN.parse(page)
    every = [inner for token in tokens for inner in (token, *(token.children or ()))]
    kinds = {token.type for token in every}
    assert not kinds & {"link_open", "image", "html_block", "html_inline", "code_inline", "fence"}
    assert not AUTOLINK.search(re.sub(r"\\.", "", page))
    # All profiles, the rules of two, the phases of one.
    assert [len(rows) for rows in tables(tokens)] == [4, 7, 9, 7]
    assert all(len({len(row) for row in rows}) == 1 for rows in tables(tokens))
    assert page == page.strip("\n") + "\n"
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", page)


def tables(tokens: list[Token]) -> list[list[list[str]]]:
    """Return the cells of every table by row."""
    found: list[list[list[str]]] = []
    for token, inline in zip(tokens, [*tokens[1:], tokens[0]], strict=True):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif token.type in ("th_open", "td_open"):
            found[-1][-1].append(inline.content)
    return found


def test_markdown_shows_the_change_of_each_phase(arguments: list[str]) -> None:
    rows = tables(MARKDOWN.parse(printed(arguments, "markdown")))[2]
    assert rows[0] == ["Weeks at P80", "Baseline", "Now", "Change"]
    assert ["Customization", "2.4", "7.2", "\\+4.8"] in rows
    assert rows[-1] == ["Whole project", "18.0", "21.6", "\\+3.6"]


def test_annotations_stand_at_their_lines(arguments: list[str]) -> None:
    found = annotations(printed(arguments, "github"))
    tea = [each for each in found if each.properties["file"] == "deals/tea.yaml"]
    assert [(each.command, each.properties["title"], each.properties["line"]) for each in tea] == [
        *(("error", "a", "1"), ("error", "b", "1"), ("warning", "c", "5")),
        *(("error", "d", "6"), ("error", "f", "1")),
    ]
    assert tea[0].text == "P80 changes by +3.6 weeks; at most +1 allowed"
    assert tea[1].text.startswith("P80 is 21.6 weeks; at most 1 allowed\n[x](http://x)")
    assert " #1 ::error::%0A " in tea[1].text


def test_annotations_keep_hostile_text_in_its_place(arguments: list[str]) -> None:
    text = printed(arguments, "github")
    found = annotations(text)
    (hostile,) = {each.properties["file"] for each in found} - {"deals/tea.yaml", "deals/bad.yaml"}
    assert hostile == "deals/a,b: 100%.yaml"
    (bad,) = (each for each in found if each.properties["file"] == "deals/bad.yaml")
    assert (bad.properties["title"], bad.properties["line"]) == ("P104", "1")
    assert "'::warning::%\\u001b'" in bad.text
    assert all(each.properties.keys() == {"file", "line", "col", "title"} for each in found)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", text)


def test_errors_are_told_once_to_github_lest_a_name_becomes_a_command(tmp_path: Path) -> None:
    result = check("::stop-commands::x.yaml", "--max", "1w", "-f", "github")
    assert (result.exit_code, result.stderr) == (Exit.INPUT, "")
    assert result.stdout.startswith("::error file=%3A%3Astop-commands%3A%3Ax.yaml,title=F101::")


@pytest.mark.parametrize("language", LANGUAGES)
def test_junit_fits_its_schema(arguments: list[str], language: Language) -> None:
    JUNIT.validate(printed(arguments, "junit", "--lang", language))


def test_junit_is_read_as_it_is_meant(arguments: list[str]) -> None:
    read = JUnitXml.fromstring(printed(arguments, "junit").encode())
    tea, hostile, bad = read
    assert tea.name == "Lantern Tea (deals/tea.yaml)"
    counted = [(each.tests, each.failures, each.errors, each.skipped) for each in read]
    assert counted == [(6, 4, 0, 0), (6, 2, 0, 2), (1, 0, 1, 0)]
    change, weeks, finish, *_ = tea
    assert isinstance(change.result[0], Failure)
    assert change.result[0].message == "P80 changes by +3.6 weeks; at most +1 allowed"
    assert weeks.result[0].text.splitlines()[1].startswith("[x](http://x) ![i](//y) <b>&amp; www")
    assert (finish.result, finish.system_out) == ([], "P80 is 2027-06-14; 2027-01-05 at the latest")
    assert (finish.name, finish.classname) == ("c", "deals/tea.yaml")
    assert isinstance(next(iter(hostile)).result[0], Skipped)
    (error,) = bad
    assert isinstance(error.result[0], Error)
    assert (error.name, error.result[0].type) == ("P104", "P104")


@pytest.mark.parametrize("form", ["json", "markdown", "github", "junit"])
def test_a_wrong_policy_is_told_in_every_format(tmp_path: Path, form: str) -> None:
    deal = write(tmp_path, "tea.yaml", PROFILE)
    rules = policy(tmp_path, "action: deny, weeks: {phase: trainning, max: 1}")
    result = check(deal, "--policy", rules, "-f", form)
    assert result.exit_code == Exit.INPUT
    assert "G107" in result.stdout
    assert "training" in result.stdout
    if form == "junit":
        JUNIT.validate(result.stdout)
        assert [suite.errors for suite in JUnitXml.fromstring(result.stdout.encode())] == [1, 0]
    if form == "json":
        Draft202012Validator(SCHEMA).validate(json.loads(result.stdout))
    if form == "github":
        (told,) = annotations(result.stdout)
        assert told.properties["file"] == rules
