"""JSON: a result as a document for programs, in a published form."""

import json
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any

from crmtimeline.errors import Message
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.strict import Language
from crmtimeline.render.words import say


def estimate_json(estimate: Estimate) -> str:
    """Return the estimate as `crmtimeline/estimate/1`."""
    document = _document(estimate, estimate.language)
    return json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _document(value: Any, language: Language) -> Any:
    """Return a result as plain values; a message becomes its sentence."""
    if isinstance(value, Message):
        return say(value, language)
    if is_dataclass(value):
        return {name: _document(each, language) for name, each in vars(value).items()}
    if isinstance(value, Mapping):
        return {str(key): _document(each, language) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_document(each, language) for each in value]
    return value
