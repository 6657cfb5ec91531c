"""JSON text: bytes as plain values, guarded: no key twice, no NaN, not too large, not too deep.

Issues: F104, F105 and F115.
"""

import json
from math import isfinite
from typing import Any

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.yaml_tree import MOST_BYTES, MOST_DEPTH, text_of

MOST_JSON_BYTES = 10 * MOST_BYTES
"""An estimate may hold a pack and a profile, each as large as their files may be."""

MOST_JSON_DEPTH = MOST_DEPTH + 10
"""A profile or a pack stands some levels deep in an estimate."""


class _RefusedError(ValueError):
    """What makes a text that Python would read no JSON."""

    def __init__(self, problem: Message) -> None:
        self.problem = problem


def read_json(data: bytes, name: str) -> Any:
    """Return what a JSON text holds; `name` is what its places are called. Raises InputError."""
    text = text_of(data, name, MOST_JSON_BYTES)
    try:
        value = json.loads(
            text, object_pairs_hook=_mapping, parse_float=_number, parse_constant=_constant
        )
        _check_depth(value)
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except json.JSONDecodeError as error:
        place = Place(name, error.lineno, error.colno)
        raise InputError([_issue(error.msg, place)]) from None
    except _RefusedError as error:
        raise InputError([_issue(error.problem, Place(name))]) from None
    except RecursionError:
        raise InputError([_issue(_too_deep(), Place(name))]) from None
    except ValueError:  # half a pair, or a whole number of thousands of digits
        raise InputError([_issue(Message("json_value"), Place(name))]) from None
    return value


def _issue(problem: str | Message, place: Place) -> Issue:
    return Issue(Message("F115", {"problem": problem}), place)


def _mapping(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    mapping: dict[str, Any] = {}
    for key, value in pairs:
        if key in mapping:
            raise _RefusedError(Message("json_twice", {"key": key}))
        mapping[key] = value
    return mapping


def _number(text: str) -> float:
    value = float(text)
    return value if isfinite(value) else _constant(text)


def _constant(text: str) -> float:
    raise _RefusedError(Message("json_number", {"number": text}))


def _check_depth(value: Any) -> None:
    layer = [value]
    for _ in range(MOST_JSON_DEPTH):
        layer = [
            each
            for outer in layer
            if isinstance(outer, dict | list)
            for each in (outer.values() if isinstance(outer, dict) else outer)
        ]
    if any(isinstance(each, dict | list) for each in layer):
        raise _RefusedError(_too_deep())


def _too_deep() -> Message:
    return Message("Y107", {"most": MOST_JSON_DEPTH})
