"""Formats: one table, and every way to ask for one of them."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from crmtimeline.cli.options import Format
from crmtimeline.cli.run import app
from crmtimeline.render import FORMATS, format_of

EXAMPLE = str(Path(__file__).parents[2] / "examples" / "retail-before-double-eleven.yaml")
TODAY = ["--today", "2026-11-22"]
ENDINGS = [(ending, name) for name, each in FORMATS.items() for ending in each.endings]


def estimated(*arguments: str) -> bytes:
    """Return what `estimate` prints of an example."""
    result = CliRunner().invoke(app, ["estimate", EXAMPLE, *TODAY, *arguments])
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout_bytes


def test_every_format_of_the_table_can_be_asked_for() -> None:
    assert {each.value for each in Format} == {"terminal", *FORMATS}


@pytest.mark.parametrize(("ending", "name"), ENDINGS)
def test_the_ending_of_a_file_tells_its_format(tmp_path: Path, ending: str, name: str) -> None:
    file = tmp_path / f"Quote.v2{ending.upper()}"
    assert estimated("-o", str(file)) == b""
    assert file.read_bytes() == estimated("-f", name)


def test_no_two_formats_share_an_ending() -> None:
    assert all(format_of(f"quote{ending}") == name for ending, name in ENDINGS)


@pytest.mark.parametrize("name", ["quote", "quote.txt", "quote.log"])
def test_other_files_get_what_a_terminal_shows(tmp_path: Path, name: str) -> None:
    estimated("-o", str(tmp_path / name))
    assert (tmp_path / name).read_bytes() == estimated()


def test_an_ending_of_no_format_is_refused_with_those_there_are(tmp_path: Path) -> None:
    file = tmp_path / "quote.pdf"
    result = CliRunner().invoke(app, ["estimate", EXAMPLE, "-o", str(file)])
    assert result.exit_code == 2
    assert ".json" in result.stderr
    assert not file.exists()


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_comes_out_the_same_again(name: str) -> None:
    assert estimated("-f", name) == estimated("-f", name)
