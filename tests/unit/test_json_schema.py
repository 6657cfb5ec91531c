"""JSON Schema: it accepts what the loaders accept, and refuses what an editor can see is wrong."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from crmtimeline.errors import Place
from crmtimeline.files.packs import load_pack
from crmtimeline.files.rules_folder import rules_folder
from crmtimeline.files.yaml_tree import read_tree
from crmtimeline.model.pack import Pack
from crmtimeline.render.json_schema import pack_schema, profile_schema, result_schema

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
DATA = Path(__file__).parents[1] / "data"


def pack_named(name: str) -> Pack:
    return load_pack(name, Path(), Place("test")).rules.pack


PROFILES = {
    name: Draft202012Validator(profile_schema(pack_named(name)))
    for name in ("packaged", "custom-build")
}
PACK = Draft202012Validator(pack_schema())


def as_json(value: Any) -> Any:
    """Return a tree as an editor hands it to a schema: keys are text, and so are dates."""
    if isinstance(value, dict):
        return {key(each): as_json(inner) for each, inner in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def key(value: Any) -> str:
    """Return a key as text."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def wrong(text: str, pack: str = "packaged") -> list[str]:
    """Return where a profile does not fit the schema."""
    errors = PROFILES[pack].iter_errors(as_json(read_tree(text.encode(), "p.yaml").value))
    return [".".join(str(part) for part in error.absolute_path) for error in errors]


@pytest.mark.parametrize(
    "schema",
    [result_schema("estimate"), pack_schema(), *(each.schema for each in PROFILES.values())],
    ids=["estimate", "pack", *PROFILES],
)
def test_every_schema_is_one_of_2020_12(schema: Any) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"].startswith("crmtimeline ")


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_examples_fit_the_schema_of_their_pack(file: Path) -> None:
    pack = read_tree(file.read_bytes(), file.name).value.get("pack", "packaged")
    assert wrong(file.read_text(encoding="utf-8"), pack) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "company:\ndata:\n",
        "company: {employees: null, regulated: false, size: small}",
        "customization: none",
        "integrations: {count: 2}",
        "integrations: {systems: [{name: ERP, interface: complex}, {name: OA}]}",
        "phases: {training: {weeks: {low: 1, likely: 2, high: 3}, note: theirs}}",
        "start: 2027-03-01\ndeadline: 2027-09-30",
        "skip: [training, uat]",
    ],
)
def test_a_profile_fits_the_schema(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("nmae: x", ""),
        ("company: {employes: 3}", "company"),
        ("company: 3", "company"),
        ("company: {employees: many}", "company.employees"),
        ("company: {employees: 0}", "company.employees"),
        ("company: {size: huge}", "company.size"),
        ("company: {regulated: 'yes'}", "company.regulated"),
        ("customization: lots", "customization"),
        ("data: {records: -1}", "data.records"),
        ("data: {quality: hihg}", "data.quality"),
        ("integrations: {count: -1}", "integrations.count"),
        (
            "integrations: {systems: [{name: ERP, interface: hard}]}",
            "integrations.systems.0.interface",
        ),
        ("scope: some", "scope"),
        ("language: fr", "language"),
        ("skip: [dancing]", "skip.0"),
        ("phases: {dancing: {weeks: {low: 1, high: 2}}}", "phases"),
        ("phases: {training: {weeks: {low: 1}}}", "phases.training.weeks"),
    ],
)
def test_a_profile_that_is_wrong_does_not_fit_the_schema(text: str, where: str) -> None:
    assert wrong(text) == [where]


def test_each_pack_has_a_schema_of_its_own() -> None:
    assert wrong("skip: [requirements]", "custom-build") == []
    assert wrong("skip: [requirements]", "packaged") == ["skip.0"]


@pytest.mark.parametrize(
    "file",
    [rules_folder() / f"{name}.yaml" for name in ("base", "packaged", "custom-build")]
    + [DATA / "erp.yaml"],
    ids=lambda file: file.stem,
)
def test_packs_fit_the_schema(file: Path) -> None:
    tree = as_json(read_tree(file.read_bytes(), file.name).value)
    assert [error.message for error in PACK.iter_errors(tree)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"phasess": {}},
        {"format": 2},
        {"phases": {"a": {"weeks": {"low": 1, "hihg": 2}}}},
        {"phases": {"a": {"weeks": {"low": -1, "high": 2}}}},
        {"modifiers": {"a": {"factor": 2}}},
        {"title": {"fr": "Bonjour"}},
    ],
    ids=str,
)
def test_a_pack_that_is_wrong_does_not_fit_the_schema(change: dict[str, Any]) -> None:
    right = {"format": 1, "id": "a", "version": "1", "title": {"en": "A"}}
    assert PACK.is_valid(right)
    assert not PACK.is_valid(right | change)


def test_every_field_explains_itself() -> None:
    properties = PROFILES["packaged"].schema["properties"]  # type: ignore[index] # not a boolean
    for name, each in properties.items():
        if "properties" not in each:
            assert each.get("description"), name
