"""Field tables of rules/README.md, from the models that what people write is checked against."""

from collections.abc import Iterable, Iterator
from datetime import date
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from crmtimeline.errors import Exit
from crmtimeline.model.brand_file import BrandFile
from crmtimeline.model.calendar_file import CalendarFile
from crmtimeline.model.days import YearDay
from crmtimeline.model.inputs import MOST
from crmtimeline.model.pack import Pack
from crmtimeline.model.policy import Policy
from crmtimeline.model.profile import ProfileKeys
from crmtimeline.model.source import ChecklistItem, Source
from crmtimeline.model.strict import Language, Value

ROOTS: tuple[type[BaseModel], ...] = (
    *(Pack, Source, ChecklistItem, ProfileKeys, CalendarFile),
    *(Policy, BrandFile),
)

SIGNS = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<"}
NAMES: dict[Any, str] = {
    float: "number",
    int: "number",
    str: "text",
    bool: "true or false",
    bool | str: "true or false, or text",
    Value: "true or false, a number or text",
    Any: "anything",
    date | YearDay: "date or month-day",
}

MEANINGS = {
    Exit.DONE: "done",
    Exit.BUG: "a bug in crmtimeline; it says so, and `--debug` shows where",
    Exit.USAGE: "the command line is wrong",
    Exit.INPUT: "input has errors, or the output cannot be written",
    Exit.GATE: "a gate was not met: a rule of `check` denies, a case of `rules check` fails, or "
    "`verify` finds a difference",
}


def field_tables() -> str:
    """Return a section with a table for each model, in the order in which they are met."""
    return "\n".join(_section(model) for model in models()) + "\n"


def exit_codes() -> str:
    """Return the table of exit codes."""
    rows = [f"| {code.value} | {MEANINGS[code]} |\n" for code in Exit]
    return "| code | means |\n|---|---|\n" + "".join(rows)


def models() -> list[type[BaseModel]]:
    """Return every model that people write, those of packs first."""
    found: dict[type[BaseModel], None] = {}
    for root in ROOTS:
        found |= dict.fromkeys(_within(root))
    return list(found)


def _within(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for field in model.model_fields.values():
        for inner in _models_in(field.annotation):
            yield from _within(inner)


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _section(model: type[BaseModel]) -> str:
    rows = "".join(_row(name, field) for name, field in model.model_fields.items())
    text = (model.__doc__ or "").strip()
    return f"#### {model.__name__}\n\n{text}\n\n| field | holds | is |\n|---|---|---|\n{rows}"


def _row(name: str, field: FieldInfo) -> str:
    held = _type(field.annotation) + _bounds(field.metadata)
    needed = " (required)" if field.is_required() else ""
    text = (field.description or "").replace("<source>.<row>", "`<source>.<row>`")
    return f"| `{field.alias or name}` | {held}{needed} | {text} |\n"


def _type(annotation: Any) -> str:
    """Return what a field holds, in words."""
    if annotation in NAMES:
        return NAMES[annotation]
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return ", ".join(f"`{part}`" for part in parts)
    if origin is list:
        return f"list of {_type(parts[0])}"
    if origin is dict:
        return "text per language" if parts[0] == Language else f"mapping to {_type(parts[1])}"
    if origin in (Union, UnionType):
        kept = [part for part in parts if part is not NoneType]
        return NAMES.get(Union[*kept]) or " or ".join(_type(part) for part in kept)
    notes = getattr(annotation, "__metadata__", ())
    return _type(parts[0]) + _bounds(notes) if notes else str(annotation.__name__)


def _bounds(notes: Iterable[Any]) -> str:
    """Return the bounds among the notes on a type, but for those that only keep numbers exact."""
    bounds = [
        f"{sign} {getattr(each, key):g}"
        for note in notes
        for each in getattr(note, "metadata", [note])
        for key, sign in SIGNS.items()
        if abs(getattr(each, key, MOST)) < MOST
    ]
    return " " + ", ".join(bounds) if bounds else ""
