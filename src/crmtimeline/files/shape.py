"""Shape: a tree checked against a model, every mismatch an issue at its place.

The same mismatches have codes P1.. in a profile, R1.. in a pack and G1.. in a policy.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from crmtimeline.errors import Issue, Message, Path
from crmtimeline.files.scalars import COLONS, FULL_WIDTH_COLON, plain_value, slip
from crmtimeline.files.yaml_tree import Tree

MOST_WORDS = 300
"""Known words among which a near one is looked for: beyond that it takes too long."""

Model = TypeVar("Model", bound=BaseModel)

PROFILE_CODES = {
    "key": "P101",
    "type": "P102",
    "bounds": "P103",
    "value": "P104",
    "range": "P107",
    "missing": "P118",
    "window": "P119",
}
PACK_CODES = {
    "key": "R101",
    "type": "R102",
    "bounds": "R103",
    "missing": "R107",
    "range": "R110",
    "weights": "R111",
    "cite": "R115",
    "one_of": "R120",
    "value": "R121",
    "window": "R130",
}
POLICY_CODES = {
    "key": "G101",
    "type": "G102",
    "bounds": "G103",
    "value": "G104",
    "missing": "G105",
}

_KINDS = {
    "extra_forbidden": "key",
    "missing": "missing",
    "literal_error": "value",
    "string_pattern_mismatch": "value",
    "range_order": "range",
    "weights_sum": "weights",
    "cite_source": "cite",
    "cite_note": "cite",
    "two_distributions": "one_of",
    "window_form": "window",
}
_EXPECTED = {
    "string_type": "text",
    "float_type": "number",
    "int_type": "number",
    "finite_number": "number",
    "bool_type": "boolean",
    "dict_type": "mapping",
    "model_type": "mapping",
    "list_type": "list",
    "iso_date": "date",
    "colour": "colour",
}


def check_shape(
    model: type[Model], value: Any, tree: Tree, codes: Mapping[str, str], prefix: Path = ()
) -> tuple[Model | None, list[Issue]]:
    """Return the model of the value at `prefix` of a tree, or the issues that keep it from one."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        merged: dict[tuple[Path, str], dict[str, Any]] = {}
        for each in error.errors(include_url=False):
            path, on_key = _follow(value, each["loc"])
            kind = _kind(each)
            field = str(each["loc"][-1]) if kind in ("key", "missing") else ""
            found = merged.setdefault((path, kind + field), {**each, "kind": kind, "expected": []})
            found["expected"].append(_EXPECTED.get(each["type"], each["type"]))
            found["on_key"] = on_key or kind == "key"
        return None, [
            _issue(model, (prefix, path), each, tree, codes) for (path, _), each in merged.items()
        ]


def close_to(word: Any, known: Any) -> Message | None:
    """Return the hint that names the known word nearest to `word`, if any is near."""
    from difflib import get_close_matches

    words = {str(each).lower(): str(each) for each in known}
    if len(words) > MOST_WORDS:
        return None
    matches = get_close_matches(str(word).lower(), list(words), 1, 0.6)
    return Message("hint_mean", {"word": words[matches[0]]}) if matches else None


def wrong_type(code: str, expected: list[str], got: Any) -> tuple[Message, Message | None]:
    """Return the message for a value of the wrong type, and a hint where YAML is to blame."""
    words = [Message(word) for word in expected]
    message = Message(code, {"expected": words, "got": brief(got)})
    if got is None and "colour" in expected:
        return message, Message("hint_hash")
    if isinstance(got, str):
        return message, _hint_for_text(got, expected)
    if "text" in expected and isinstance(got, bool | int | float):
        return message, Message("hint_text")
    return message, None


def level_hint(got: Any, levels: Iterable[Any]) -> Message | None:
    """Return a hint for what is no level: another spelling of true or false, or a near one."""
    if isinstance(got, str) and slip(got) == "boolean" and True in levels:
        return Message("hint_boolean")
    return close_to(got, levels)


def key_hint(key: Any, known: Iterable[str]) -> Message | None:
    """Return a hint for an unknown key: a colon that YAML did not take for one, or a near key."""
    if isinstance(key, str) and any(colon in key for colon in COLONS):
        return Message("hint_colon")
    return close_to(key, known)


def _hint_for_text(got: str, expected: list[str]) -> Message | None:
    unquoted = plain_value(got)
    if (isinstance(unquoted, bool) and "boolean" in expected) or (
        isinstance(unquoted, int | float) and "number" in expected
    ):
        return Message("hint_quotes")
    if slip(got) in expected:
        return Message(f"hint_{slip(got)}")
    return Message("hint_colon") if FULL_WIDTH_COLON in got else None


def brief(value: Any) -> Any:
    """Return a value as a message repeats it: quoted where it is text, named where it is large."""
    if isinstance(value, dict):
        return Message("a_mapping")
    if isinstance(value, list):
        return Message("a_list")
    if value is None:
        return Message("nothing")
    return Message("quoted", {"text": value}) if isinstance(value, str) else _as_written(value)


def _as_written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _kind(error: Mapping[str, Any]) -> str:
    """Return what is wrong, as the codes are keyed; what is empty is as good as missing."""
    if error["type"] in ("too_short", "string_too_short") and not error["input"]:
        return "missing"
    return _KINDS.get(error["type"]) or ("type" if error["type"] in _EXPECTED else "bounds")


def _issue(
    model: type[BaseModel],
    paths: tuple[Path, Path],
    error: Mapping[str, Any],
    tree: Tree,
    codes: Mapping[str, str],
) -> Issue:
    path = (*paths[0], *paths[1])
    kind, got = error["kind"], error.get("input")
    code = codes.get(kind, codes["type"])
    place = tree.key(*path) if error["on_key"] else tree.at(*path)
    if kind == "type":
        message, hint = wrong_type(code, list(dict.fromkeys(error["expected"])), got)
        return Issue(message, place, hint)
    if kind == "key":
        hint = key_hint(path[-1], _keys_at(model, paths[1][:-1]))
        return Issue(Message(code, {"key": path[-1]}), place, hint)
    if kind == "value":
        words = _allowed(error)
        values = {"got": brief(got), "allowed": words, "input": path[-1] if path else ""}
        return Issue(Message(code, values), place, close_to(got, words))
    if kind == "weights":
        place = tree.key(*path, "weights")
    return Issue(Message(code, _values(kind, path, error)), place)


def _values(kind: str, path: Path, error: Mapping[str, Any]) -> dict[str, Any]:
    """Return what fills the sentence of a mismatch that needs no hint."""
    if kind == "missing":
        return {"key": error["loc"][-1] if error["type"] == "missing" else path[-1]}
    if kind == "bounds":
        return {"got": brief(error["input"]), "bound": _bound(error)}
    if kind == "weights":
        return {"sum": error["ctx"]["sum"]}
    if kind == "cite":
        return {"key": error["type"].removeprefix("cite_")}
    if kind == "window":
        return {"how": Message("window_forms")}
    return {"keys": ["weights", "range"]} if kind == "one_of" else {}


def _allowed(error: Mapping[str, Any]) -> list[str]:
    allowed = error["ctx"].get("expected", "a-z A-Z 0-9 . _ -")
    return [word.strip("' ") for word in allowed.replace(" or ", ", ").split(",")]


def _bound(error: Mapping[str, Any]) -> str:
    signs = {"ge": ">= ", "gt": "> ", "le": "<= ", "lt": "< "}
    signs |= {"min_length": "n >= ", "max_length": "n <= "}
    context = error.get("ctx") or {}
    if "bound" in context:
        return str(context["bound"])
    return next((f"{sign}{context[key]:g}" for key, sign in signs.items() if key in context), "")


def _follow(value: Any, location: tuple[Any, ...]) -> tuple[Path, bool]:
    """Return the path in the tree for a validator's location, and whether its key is meant.

    The location may hold parts that the tree has not: names of branches, and keys that are missing.
    """
    path: Path = ()
    on_key = False
    for part in location:
        if part == "[key]":
            on_key = True
        elif isinstance(value, dict):
            key = part if part in value else _written_as(part, value)
            if key is not None:
                path, value = (*path, key), value[key]
        elif isinstance(value, list) and isinstance(part, int):
            path, value = (*path, part), value[part]
    return path, on_key


def _written_as(part: Any, value: Mapping[Any, Any]) -> Any:
    """Return the key of a mapping that a validator tells as another type, if there is one."""
    return next((key for key in value if str(key) == str(part)), None)


def _keys_at(model: type[BaseModel], path: Path) -> Iterator[str]:
    """Yield the keys that the model knows at a path."""
    models = {model}
    for part in path:
        inner: set[type[BaseModel]] = set()
        for each in models:
            for name, field in each.model_fields.items():
                if part in (name, field.alias):
                    inner |= set(_models_in(field.annotation))
        models = inner or models
    for each in models:
        for name, field in each.model_fields.items():
            yield field.alias or name


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
