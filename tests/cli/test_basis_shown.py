"""What an answer rests on is in every output: in short on a screen, in full elsewhere."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.model.strict import LANGUAGES, Language
from crmtimeline.render.markdown import escaped
from crmtimeline.render.words import word

EXAMPLES = Path(__file__).parents[2] / "examples"
SHOP = str(EXAMPLES / "retail-before-double-eleven.yaml")
WORKSHOP = str(EXAMPLES / "small-workshop.yaml")
FEW = ("--trials", "300")
COMMANDS = {
    "claim": ("explain", SHOP, "--claim", "20w"),
    "advise": ("advise", SHOP),
    "checklist": ("checklist", SHOP),
    "compare": ("compare", SHOP, WORKSHOP),
}
by_command = pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
by_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def printed(*arguments: str) -> str:
    """Return what a command prints."""
    result = CliRunner().invoke(app, [*arguments, *FEW])
    assert (result.exit_code, result.stderr) == (Exit.DONE, ""), result.output
    return result.stdout


def document(*arguments: str) -> Any:
    """Return what a command prints in JSON."""
    return json.loads(printed(*arguments, "-f", "json"))


def bases(*command: str) -> list[Any]:
    """Return what the answers of a command rest on."""
    found = document(*command)
    if "estimates" in found:
        return [each["basis"] for each in found["estimates"]]
    return [found["basis"]]


@by_command
@by_language
def test_in_json_it_is_that_of_the_estimate(command: tuple[str, ...], language: Language) -> None:
    files = [each for each in command if each.endswith(".yaml")]
    found = bases(*command, "--lang", language)
    for file, basis in zip(files, found, strict=True):
        estimate = document("estimate", file, "--lang", language, "--today", "2026-11-22")
        for key in ("given", "figures", "assumptions"):
            assert basis[key] == estimate[key]
        usual = {each["input"]: each["assumed"] for each in estimate["unknowns"]}
        assert {each["input"]: each["value"] for each in basis["usual"]} == usual
        assert all(basis.values()), "each of its parts has entries in these examples"


@pytest.mark.parametrize(
    "command", [*COMMANDS.values(), ("explain", SHOP)], ids=[*COMMANDS, "explain"]
)
@by_language
def test_a_screen_counts_it_at_its_end(command: tuple[str, ...], language: Language) -> None:
    screen = printed(*command, "--lang", language, "--width", "160")
    found = bases(*(command if len(command) > 2 or command[0] != "explain" else COMMANDS["claim"]))
    for basis in found:
        numbers = {key: str(len(entries)) for key, entries in basis.items()}
        sentence = word("basis_counts", language).format_map(numbers)
        assert "".join(sentence.split()) in "".join(screen.split())


@by_command
@by_language
def test_markdown_names_all_of_it(command: tuple[str, ...], language: Language) -> None:
    page = printed(*command, "--lang", language, "-f", "markdown")
    colon = word("colon", language)
    for basis in bases(*command, "--lang", language):
        for each in (*basis["given"], *basis["usual"]):
            assert escaped(f"{each['title']}{colon}") in page or each["input"] == "company.size"
        for each in basis["figures"]:
            ends = escaped(each["title"] or word(each["id"], language)), escaped(each["note"])
            assert (
                len(re.findall("^\\| {}.* \\| {} \\|$".format(*map(re.escape, ends)), page, re.M))
                == 1
            )
        for each in basis["assumptions"]:
            assert page.count(f"\n- {escaped(each['title'])}\n") == 1, "and not twice"
    assert "\n\n\n" not in page
