"""Scalars: what a plain word in YAML means, as YAML 1.2 has it and no wider.

Only `true` and `false` are booleans, only decimal numbers are numbers, `null`, `~` and nothing are
null, and all else is text: `no`, `0300`, `1_000` and `12:30` too.
"""

import re
from math import isfinite
from typing import Any

FULL_WIDTH_COLON = "\uff1a"
COLONS = (":", FULL_WIDTH_COLON)

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_FLOAT = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,4})?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_LOOKS_LIKE_NUMBER = re.compile(r"[-+]?(?:0[0-9]+|0[xob][0-9A-Fa-f_]+|[0-9][0-9_,]*[0-9])")


def plain_value(text: str) -> Any:
    """Return the value of a plain scalar.

    >>> [plain_value(text) for text in ("true", "no", "12", "1e3", "0300")]
    [True, 'no', 12, 1000.0, '0300']
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and isfinite(float(text)):
        return float(text)
    return text


def slip(text: str) -> str | None:
    """Return what the writer of a text may have meant: `number`, `boolean`, or None."""
    if text.lower() in ("yes", "no", "on", "off", "y", "n", "true", "false"):
        return "boolean"
    if _LOOKS_LIKE_NUMBER.fullmatch(text):
        return "number"
    return None
