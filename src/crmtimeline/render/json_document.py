"""JSON: a result as a document for programs, in a published form."""

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from datetime import date
from typing import Any

from crmtimeline.errors import Message, Place
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import Language, Result
from crmtimeline.render.words import say


def estimate_json(estimate: Estimate) -> str:
    """Return the estimate as `crmtimeline/estimate/1`."""
    return to_json(estimate, estimate.language)


def to_json(result: Result, language: Language) -> str:
    """Return a result as a document: a line per key, and per entry of a list."""
    content = document(result, language)
    parts = [f"  {_compact(key)}: {_value(value)}" for key, value in content.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _value(value: Any) -> str:
    if not isinstance(value, list) or not value:
        return _compact(value)
    return "[\n    " + ",\n    ".join(map(_compact, value)) + "\n  ]"


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def document(value: Any, language: Language) -> Any:
    """Return a result as plain values, as JSON has them: a message as its sentence, places as text.

    A field whose name Python keeps for itself ends in `_`; its key does not.
    """
    if isinstance(value, Message):
        return say(value, language)
    if isinstance(value, Place):
        return str(value)
    if is_dataclass(value):
        fields = vars(value).items()
        return {name.removesuffix("_"): document(each, language) for name, each in fields}
    if isinstance(value, Mapping):
        return {str(key): document(each, language) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [document(each, language) for each in value]
    if isinstance(value, date):
        return value.isoformat()
    return value
