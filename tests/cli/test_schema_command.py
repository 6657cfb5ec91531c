"""The command `schema`: what it prints describes what the other commands read and print."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.errors import Exit

EXAMPLES = Path(__file__).parents[2] / "examples"
OTHERS = (
    "pack",
    "calendar",
    "estimate",
    "advise",
    "claim",
    "checklist",
    "compare",
    "batch",
    "verify",
)
KINDS = [["profile"], ["profile", "--pack", "custom-build"], *([kind] for kind in OTHERS)]


def printed(*arguments: str) -> Any:
    """Return the JSON that a command prints."""
    result = CliRunner().invoke(app, arguments)
    assert (result.exit_code, result.stderr) == (Exit.DONE, "")
    return json.loads(result.stdout)


@pytest.mark.parametrize("arguments", KINDS, ids=" ".join)
def test_each_kind_is_a_schema(arguments: list[str]) -> None:
    Draft202012Validator.check_schema(printed("schema", *arguments))


@pytest.mark.parametrize("name", ["three-fields", "instrument-maker", "custom-complex-platform"])
def test_an_estimate_fits_its_schema_and_has_nothing_beyond_it(name: str) -> None:
    schema = printed("schema", "estimate")
    estimate = printed("estimate", str(EXAMPLES / f"{name}.yaml"), "-f", "json")
    Draft202012Validator(closed(schema)).validate(estimate)


def closed(schema: Any) -> Any:
    """Return the schema with all objects of named fields closed to any others."""
    if isinstance(schema, list):
        return [closed(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {name: closed(each) for name, each in schema.items()}
    if isinstance(schema.get("properties"), dict) and schema.get("type") == "object":
        inner.setdefault("additionalProperties", False)
    return inner


def test_an_estimate_without_a_key_does_not_fit() -> None:
    schema = printed("schema", "estimate")
    estimate = printed("estimate", "-f", "json")
    for key in ("schema", "total", "phases", "pack", "warnings"):
        less = {name: value for name, value in estimate.items() if name != key}
        assert not Draft202012Validator(schema).is_valid(less)


def test_the_file_is_what_is_printed(tmp_path: Path) -> None:
    file = tmp_path / "pack.json"
    CliRunner().invoke(app, ["schema", "pack", "-o", str(file)])
    assert json.loads(file.read_bytes()) == printed("schema", "pack")


def test_the_language_changes_no_schema(monkeypatch: pytest.MonkeyPatch) -> None:
    before = printed("schema", "profile")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert printed("schema", "profile") == before


@pytest.mark.parametrize("arguments", [[], ["rules"]], ids=str)
def test_a_wrong_kind_ends_with_2(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, ["schema", *arguments]).exit_code == Exit.USAGE


def test_an_unknown_pack_ends_with_3() -> None:
    result = CliRunner().invoke(app, ["schema", "profile", "--pack", "none.yaml"])
    assert (result.exit_code, result.stdout) == (Exit.INPUT, "")
    assert result.stderr.startswith("none.yaml: error F101: ")
