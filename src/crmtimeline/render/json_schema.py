"""JSON Schema (2020-12) of what people write and of what the program answers, from the models."""

import json
from typing import Any

from pydantic import TypeAdapter

from crmtimeline.model.advice import Advice
from crmtimeline.model.batch import BatchRow
from crmtimeline.model.brand_file import BrandFile
from crmtimeline.model.calendar_file import CalendarFile
from crmtimeline.model.checklist import ProjectChecklist
from crmtimeline.model.claim import ClaimAnswer
from crmtimeline.model.compare import Comparison
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.inputs import Input
from crmtimeline.model.pack import LOAD, SECTIONS, SIZE, UNCERTAINTY, Pack
from crmtimeline.model.policy import KINDS, Policy
from crmtimeline.model.profile import ProfileKeys
from crmtimeline.model.source import ChecklistItem, Source
from crmtimeline.model.strict import Result, text_in
from crmtimeline.model.verdict import Check
from crmtimeline.model.verify import Verification

DIALECT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

RESULTS: dict[str, type[Result]] = {
    "estimate": Estimate,
    "advise": Advice,
    "claim": ClaimAnswer,
    "checklist": ProjectChecklist,
    "compare": Comparison,
    "batch": BatchRow,
    "check": Check,
    "verify": Verification,
}
"""What commands answer in JSON, by name."""


def to_text(schema: Schema) -> str:
    """Return a schema as a file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def result_schema(name: str) -> Schema:
    """Return the schema of what a command answers in JSON, by its name in `RESULTS`."""
    schema = TypeAdapter(RESULTS[name]).json_schema(mode="serialization")
    return _document(f"crmtimeline {name}", schema)


def pack_schema() -> Schema:
    """Return the schema of a rule pack.

    An entry of a pack that extends another may leave fields out, or be null to remove its parent's.
    """
    schema = Pack.model_json_schema(by_alias=True)
    definitions = schema["$defs"]
    for model in (Source, ChecklistItem):
        inner = model.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
        definitions |= inner.pop("$defs", {})
        definitions[model.__name__] = inner
    for section, entry_model in (("sources", "Source"), ("checklist", "ChecklistItem")):
        entries = {"type": "object", "additionalProperties": {"$ref": f"#/$defs/{entry_model}"}}
        schema["properties"][section]["anyOf"] = [{"type": "string"}, entries]
    for section in SECTIONS:
        if section == UNCERTAINTY:
            continue
        entry = schema["properties"][section]["additionalProperties"]
        definitions[entry["$ref"].rsplit("/", 1)[-1]].pop("required", None)
        schema["properties"][section]["additionalProperties"] = {"anyOf": [entry, {"type": "null"}]}
    schema["required"] = [key for key in schema["required"] if key != "phases"]
    _drop_key_rules(schema)
    return _document("crmtimeline rule pack", schema)


def calendar_schema() -> Schema:
    """Return the schema of a working calendar."""
    schema = CalendarFile.model_json_schema(by_alias=True)
    _drop_key_rules(schema)
    return _document("crmtimeline calendar", schema)


def policy_schema() -> Schema:
    """Return the schema of a policy; a rule limits exactly one thing."""
    schema = Policy.model_json_schema(by_alias=True)
    rule = schema["$defs"]["PolicyRule"]
    rule["oneOf"] = [{"required": [kind]} for kind in KINDS]
    for kind in KINDS:
        limit = rule["properties"][kind]
        rule["properties"][kind] = {**_first(limit), "description": limit["description"]}
    return _document("crmtimeline policy", schema)


def brand_schema() -> Schema:
    """Return the schema of a brand."""
    return _document("crmtimeline brand", BrandFile.model_json_schema())


def profile_schema(pack: Pack) -> Schema:
    """Return the schema of a profile for one pack: the fixed keys and the pack's inputs."""
    schema = ProfileKeys.model_json_schema(by_alias=True)
    properties = schema["properties"]
    phases = {"enum": list(pack.phases)}
    properties["skip"]["items"] = phases
    for section in ("phases", "progress"):
        properties[section]["propertyNames"] = phases
    schema["$defs"]["Risk"]["properties"]["phase"] |= phases
    if pack.scopes:
        _first(properties["scope"])["enum"] = list(pack.scopes)
    declared = dict(pack.inputs)
    if pack.presets:
        declared = {SIZE: Input(levels=list(pack.presets))} | declared
    for name, each in declared.items():
        _put(properties, name.split("."), _input(name, each))
    for name, each in pack.inputs.items():
        if name == LOAD:
            _put(properties, ["integrations", "count"], {"type": "number", "minimum": 0})
            _put(properties, ["integrations", "systems"], _systems(each))
    return _document(f"crmtimeline profile ({pack.id})", schema)


def _document(title: str, schema: Schema) -> Schema:
    return {"$schema": DIALECT, **schema, "title": title}


def _first(property_schema: Schema) -> Schema:
    branches: list[Schema] = property_schema.get("anyOf", [property_schema])
    return branches[0]


def _put(properties: Schema, path: list[str], schema: Schema) -> None:
    """Put a field's schema in its group; a group may be empty."""
    for part in path[:-1]:
        group = properties.setdefault(
            part, {"type": ["object", "null"], "properties": {}, "additionalProperties": False}
        )
        properties = group["properties"]
    properties[path[-1]] = schema


def _input(name: str, declared: Input) -> Schema:
    texts = [text_in(each, "en", "") for each in (declared.title, declared.ask)]
    schema: Schema = {"description": ". ".join(text for text in texts if text) or name}
    levels = declared.level_values
    if levels is not None:
        return schema | {"enum": [*levels, None]}
    bounds = declared.number
    schema["type"] = ["number", "null"]
    if bounds is not None and bounds.min is not None:
        schema["minimum"] = bounds.min
    if bounds is not None and bounds.max is not None:
        schema["maximum"] = bounds.max
    return schema


def _systems(declared: Input) -> Schema:
    fields: Schema = {"name": {"type": "string"}}
    fields["interface"] = {"type": "string"}
    if declared.interfaces:
        fields["interface"] = {"enum": list(declared.interfaces)}
    item = {"type": "object", "properties": fields, "additionalProperties": False}
    return {"type": "array", "items": item}


def _drop_key_rules(schema: Any) -> None:
    """Drop rules on keys: YAML keys may be numbers or booleans, in JSON all are text."""
    if isinstance(schema, dict):
        names = schema.get("propertyNames")
        if isinstance(names, dict) and "enum" not in names:
            del schema["propertyNames"]
        for each in schema.values():
            _drop_key_rules(each)
    elif isinstance(schema, list):
        for each in schema:
            _drop_key_rules(each)
