"""Init: a template that a person can fill in and use at once."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.model.strict import LANGUAGES, Language

PACKS = ("packaged", "custom-build")
CHINESE = {"zh-CN": "项目概况", "zh-TW": "專案概況", "en": "A profile"}


def estimated(*arguments: str) -> Any:
    """Return the estimate of a profile without what tells profiles apart."""
    command = ["estimate", *arguments, "-f", "json", "--trials", "300", "--lang", "en"]
    result = CliRunner().invoke(app, command)
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    document = json.loads(result.stdout)
    del document["profile"], document["origin"]
    return document


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_gives_the_estimate_of_an_empty_profile_by_the_same_pack(
    pack: str, language: Language, tmp_path: Path
) -> None:
    file = tmp_path / "profile.yaml"
    command = ["init", "--pack", pack, "--lang", language, "-o", str(file)]
    result = CliRunner().invoke(app, command)
    assert (result.exit_code, result.output) == (Exit.DONE, "")
    assert estimated(str(file)) == estimated("--pack", pack)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_language_asked_for(language: Language) -> None:
    result = CliRunner().invoke(app, ["init", "--lang", language])
    assert result.stdout.startswith(f"## {CHINESE[language]}")


def test_the_file_is_what_is_printed(tmp_path: Path) -> None:
    file = tmp_path / "profile.yaml"
    CliRunner().invoke(app, ["init", "-o", str(file)])
    assert file.read_text(encoding="utf-8") == CliRunner().invoke(app, ["init"]).stdout


def test_a_pack_of_a_path_is_named_by_that_path(tmp_path: Path) -> None:
    pack = tmp_path / "mine.yaml"
    pack.write_text('format: 1\nid: own\nversion: "3"\ntitle: {en: Own}\nextends: packaged\n')
    result = CliRunner().invoke(app, ["init", "--pack", str(pack)])
    filled = result.stdout.replace("# pack:", "pack:")
    (tmp_path / "profile.yaml").write_text(filled, encoding="utf-8")
    assert estimated(str(tmp_path / "profile.yaml"))["pack"]["id"] == "own"


def test_an_unknown_pack_is_an_error() -> None:
    result = CliRunner().invoke(app, ["init", "--pack", "packagd"])
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert result.stderr.startswith("--pack: error P115: unknown pack 'packagd'")
    assert "hint: did you mean 'packaged'?" in result.stderr
