"""Old files: what a program of today prints and reads has not left those of yesterday behind.

The files in tests/data/saved were printed before some keys were added. A key that is added has a
default in its model, so that they still fit the published schemas; none is renamed or removed.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit
from crmtimeline.render.json_schema import RESULTS

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tests/data/saved").glob("*.json"))
ESTIMATES = [file for file in FILES if file.stem.startswith("estimate")]
by_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
by_estimate = pytest.mark.parametrize("file", ESTIMATES, ids=lambda file: file.stem)


def content(file: Path) -> Any:
    """Return what a file holds."""
    return json.loads(file.read_text(encoding="utf-8"))


def schema_of(file: Path) -> Any:
    """Return the schema of today of what a file is."""
    _, kind, version = content(file)["schema"].split("/")
    assert version == "1"
    return content(ROOT / f"rules/schema/{kind}.json")


def test_there_is_one_of_each_form_that_there_was() -> None:
    kinds = {content(file)["schema"].split("/")[1] for file in FILES}
    assert kinds == {"estimate", "advise", "claim", "checklist", "compare"}
    assert kinds <= set(RESULTS)


@by_file
def test_an_old_file_fits_the_schema_of_today(file: Path) -> None:
    found = [
        error.message for error in Draft202012Validator(schema_of(file)).iter_errors(content(file))
    ]
    assert found == []


@by_file
def test_no_key_of_an_old_file_is_gone(file: Path) -> None:
    assert content(file).keys() <= schema_of(file)["properties"].keys()


@by_estimate
def test_an_old_estimate_is_verified_and_says_what_it_lacks(file: Path) -> None:
    result = CliRunner().invoke(app, ["verify", str(file), "-f", "json", "--lang", "en"])
    assert result.exit_code in (Exit.DONE, Exit.GATE)
    document = json.loads(result.stdout)
    assert document["compared"] > 1000
    assert any(
        "so they are not compared" in note and "origin" in note for note in document["notes"]
    )
    if document["pack"]["state"] == document["calendar"]["state"] == "same":
        assert document["identical"]


@by_estimate
def test_an_old_estimate_is_compared(file: Path) -> None:
    arguments = ["compare", str(file), str(ROOT / "examples/small-workshop.yaml"), "-f", "json"]
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    assert (
        json.loads(result.stdout)["estimates"][0]["total"]["weeks"]
        == content(file)["total"]["weeks"]
    )
