"""The published schemas are those of today, valid themselves, and fit what they describe."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pages import README, README_ZH, ROOT, RULES, SCHEMAS, files_of, schema
from typer.testing import CliRunner

from crmtimeline.cli.run import app
from crmtimeline.files.packs import shipped_packs
from crmtimeline.files.yaml_tree import read_tree

FOLDER = ROOT / "rules/schema"
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
POLICIES = sorted((ROOT / "examples/policies").glob("*.yaml"))
PACKS = [*shipped_packs(), ROOT / "tests/data/erp.yaml"]
CALENDARS = sorted((ROOT / "rules/calendars").glob("*.yaml"))
FIRST_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n#")
by_schema = pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.stem)
by_example = pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.stem)
by_file = pytest.mark.parametrize("example", [*EXAMPLES, *POLICIES], ids=lambda file: file.stem)


@cache
def validator(name: str) -> Draft202012Validator:
    """Return what validates by a published schema."""
    return Draft202012Validator(json.loads((FOLDER / name).read_text(encoding="utf-8")))


def faults(name: str, text: bytes) -> list[str]:
    """Return what a schema finds wrong in a YAML text, as an editor would."""
    value = json.loads(json.dumps(read_tree(text, "file.yaml").value))
    return [error.message for error in validator(name).iter_errors(value)]


@by_schema
def test_a_schema_is_what_the_command_prints(file: Path) -> None:
    assert file.read_text(encoding="utf-8") == schema(SCHEMAS[file])


def test_no_schema_is_stale() -> None:
    assert set(FOLDER.iterdir()) == set(SCHEMAS)


@by_schema
def test_a_schema_is_valid_in_the_dialect_that_it_names(file: Path) -> None:
    described = json.loads(file.read_text(encoding="utf-8"))
    assert described["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(described)


@by_file
def test_an_example_fits_the_schema_that_it_names(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    found = FIRST_LINE.match(text)
    assert found, text[:100]
    named = example.parent / found[1]
    assert named.resolve() in SCHEMAS
    assert faults(named.name, text.encode()) == []


@by_example
def test_the_estimate_of_an_example_fits_its_schema(example: Path) -> None:
    result = CliRunner().invoke(app, ["estimate", str(example), "-f", "json"])
    estimate: Any = json.loads(result.stdout)
    assert [error.message for error in validator("estimate.json").iter_errors(estimate)] == []


@by_example
def test_the_answer_to_a_claim_on_an_example_fits_its_schema(example: Path) -> None:
    for claim in ("1w", "24w"):
        arguments = ["explain", str(example), "--claim", claim, "-f", "json", "--trials", "1000"]
        answer: Any = json.loads(CliRunner().invoke(app, arguments).stdout)
        assert [error.message for error in validator("claim.json").iter_errors(answer)] == []


@pytest.mark.parametrize("pack", PACKS, ids=lambda file: file.stem)
def test_a_pack_fits_its_schema(pack: Path) -> None:
    assert faults("pack.json", pack.read_bytes()) == []


@pytest.mark.parametrize("calendar", CALENDARS, ids=lambda file: file.stem)
def test_a_calendar_fits_its_schema(calendar: Path) -> None:
    assert faults("calendar.json", calendar.read_bytes()) == []


def test_the_snippets_of_the_pages_fit() -> None:
    shown = files_of(RULES.read_text(encoding="utf-8"))
    for name in ("chain-stores.yaml", "finance-house.yaml"):
        assert faults("pack.json", shown[name].encode()) == []
    assert faults("calendar.json", shown["CN-2027.yaml"].encode()) == []
    assert faults("brand.json", shown["brand.yaml"].encode()) == []
    assert faults("profile.json", shown["tea-house.yaml"].encode()) == []
    assert faults("policy.json", shown["policy.yaml"].encode()) == []
    for page in (README, README_ZH):
        files = files_of(page.read_text(encoding="utf-8"))
        assert faults("profile.json", files["profile.yaml"].encode()) == []
        assert faults("policy.json", files["policy.yaml"].encode()) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("profile.json", "company: {employes: 300}"),
        ("profile.json", "customization: deeep"),
        ("profile.json", "skip: [data-migration]"),
        ("profile.json", "closures: [{every: year, last_days: 3}]"),
        ("profile-custom-build.json", "customization: none"),
        ("pack.json", "format: 2"),
        ("pack.json", "format: 1\nid: x\nversion: '1'\ntitle: {en: X}\nphase: {}"),
        ("brand.json", "accent: red"),
        ("brand.json", "colour: '#0f6b5c'"),
        ("calendar.json", "format: 1\nid: x\nversion: '1'\ntitle: {en: X}\nweekend: [sat]"),
        ("policy.json", "rules: {}"),
        ("policy.json", "rules: {a: {action: deny}}"),
        ("policy.json", "rules: {a: {action: stop, ratio: {max: 2}}}"),
        ("policy.json", "rules: {a: {action: deny, ratio: {max: 2}, unknown: {max: 1}}}"),
        ("policy.json", "rules: {a: {action: deny, weeks: {at: 75, max: 2}}}"),
    ],
)
def test_a_schema_refuses_what_the_program_refuses(name: str, text: str) -> None:
    assert faults(name, text.encode()) != []
