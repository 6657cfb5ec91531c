"""The pages show what the program does today, and their set-up is what CI runs."""

import re
from difflib import unified_diff
from pathlib import Path

import pytest
from pages import README, README_ZH, ROOT, RULES, accuracy, commands, fresh
from refresh_readme import GENERATORS, PAGES
from typer.main import get_command
from typer.testing import CliRunner

from crmtimeline.cli.run import app

SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def name_of(page: Path) -> str:
    """Return a page's path in the checkout."""
    return str(page.relative_to(ROOT))


def shell_lines(page: Path) -> list[str]:
    """Return the lines of a page's shell blocks."""
    text = page.read_text(encoding="utf-8")
    return [line for block in SHELL.findall(text) for line in block.splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_page_shows_what_the_program_prints(page: Path) -> None:
    shown, printed = page.read_text(encoding="utf-8"), fresh(page, GENERATORS)
    assert [*unified_diff(shown.splitlines(), printed.splitlines(), n=0, lineterm="")] == []


@pytest.mark.parametrize("page", [README, README_ZH], ids=lambda page: page.name)
def test_set_up_is_two_commands(page: Path) -> None:
    run, test, *_ = shell_lines(page)
    assert run.startswith("python3 -m venv .venv && .venv/bin/pip install -q . && ")
    assert run.split(" && ")[-1].startswith(".venv/bin/crmtimeline estimate examples/")
    assert test in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert [line for line in shell_lines(page) if "pip install" in line] == [run, test]


def test_the_main_job_of_the_set_up_is_the_first_thing_shown() -> None:
    job = shell_lines(README)[0].split(" && ")[-1].removeprefix(".venv/bin/")
    assert next(commands(README.read_text(encoding="utf-8"))) == job


def test_both_languages_show_the_same_commands() -> None:
    english, chinese = (page.read_text(encoding="utf-8") for page in (README, README_ZH))
    assert [command.replace(" --lang en", "") for command in commands(english)] == [
        command.replace(" --lang zh-CN", "") for command in commands(chinese)
    ]
    assert shell_lines(README) == shell_lines(README_ZH)
    assert english.count("\n## ") == chinese.count("\n## ")


@pytest.mark.parametrize("page", [README, README_ZH], ids=lambda page: page.name)
def test_every_command_is_mentioned(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    group = get_command(app)
    names = list(getattr(group, "commands", {}))
    assert len(names) >= 5
    for name in names:
        assert re.search(rf"[`$ ]{name}\b", text), name


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=name_of)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    for target in re.findall(r"\]\(([^)]+)\)", text):
        file, _, anchor = target.partition("#")
        assert (page.parent / file).exists(), target
        assert file or anchor in headings, target


def test_options_in_the_readme_exist() -> None:
    text = README.read_text(encoding="utf-8") + README_ZH.read_text(encoding="utf-8")
    helped = " ".join(
        CliRunner().invoke(app, [*command, "--help"]).output
        for command in (
            *(
                [],
                ["estimate"],
                ["explain"],
                ["advise"],
                ["compare"],
                ["check"],
                ["verify"],
                ["batch"],
            ),
            ["schema"],
            ["rules", "check"],
        )
    )
    for option in re.findall(r"`(--[a-z-]+)", text):
        assert option in helped


def test_the_code_pages_are_reached_from_the_readme() -> None:
    assert "(rules/README.md#codes)" in README.read_text(encoding="utf-8")
    assert "\n## Codes\n" in RULES.read_text(encoding="utf-8")


def test_what_the_readme_says_of_its_accuracy_holds() -> None:
    rows = {
        name: figures.split()
        for name, figures in re.findall(r"^(cases|all): packaged +(.+)$", accuracy(), re.MULTILINE)
    }
    assert rows["cases"][:2] == ["6", "50%"]
    _, _, kept, ratio, _, _ = rows["all"]
    assert float(ratio) < 1
    assert float(kept.removesuffix("%")) > 80
