"""Writing: estimates as files, by the command that a user would give."""

from pathlib import Path

import pytest
from hostile import HOSTILE, PLAIN, hostile_profile
from typer.testing import CliRunner

from crmtimeline.cli.run import app

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = ["--today", "2026-11-22"]
NAMES = {**HOSTILE, "plain": PLAIN}
by_name = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)


def written(folder: Path, ending: str, profile: Path, *options: str) -> Path:
    """Return the file that an estimate was written to."""
    file = folder / f"quote.{ending}"
    result = CliRunner().invoke(app, ["estimate", str(profile), *TODAY, *options, "-o", str(file)])
    assert (result.exit_code, result.output) == (0, "")
    return file


def written_example(folder: Path, ending: str, name: str, *options: str) -> Path:
    """Return the file of an example."""
    return written(folder, ending, EXAMPLES / f"{name}.yaml", *options)


def written_named(folder: Path, ending: str, name: str, *options: str) -> Path:
    """Return the file of an estimate in which all that has a title is called `name`."""
    return written(folder, ending, hostile_profile(folder, name), "--trials", "100", *options)
