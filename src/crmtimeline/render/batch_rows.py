"""Batch rows: rows of a batch as JSON Lines, and as CSV that no spreadsheet runs.

A cell that would be taken for a formula begins with an apostrophe, and control and direction
characters but line ends are shown, not obeyed.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from crmtimeline.model.batch import BatchRow
from crmtimeline.render.csv_table import FORMULA
from crmtimeline.render.layout import visible

JOINT = "; "
"""Between the entries of a list in one cell."""

END = "\r\n"
"""What ends a line of CSV, as RFC 4180 has it."""

Fields = Mapping[str, Any]

_SPECIAL = re.compile(f'[,"\n]|^\\s*[{re.escape("".join(FORMULA))}]')
"""What a cell may not hold, or begin with, as it is."""

_HEAD = ("row", "place", "name")
_FIGURES = ("p10", "p50", "p80", "p90", "p95", "critical")
_ERROR = ("code", "place", "message", "others")


def json_line(row: BatchRow, kept: Fields, added: Fields) -> str:
    """Return a row as one object, with the fields that were kept and the columns added."""
    error = None if row.error is None else vars(row.error)
    document = {
        **{key: getattr(row, key) for key in _HEAD},
        **kept,
        **{key: getattr(row, key) for key in _FIGURES},
        **{key: _plain(each) for key, each in added.items()},
        "error": error,
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False) + "\n"


def csv_head(kept: Iterable[str], added: Iterable[str]) -> str:
    """Return the names of the columns of a CSV file, as its first line."""
    return _line([*_HEAD, *kept, *_FIGURES, *added, *(f"error.{each}" for each in _ERROR)])


def csv_line(row: BatchRow, kept: Fields, added: Fields) -> str:
    """Return a row as a line of such a file."""
    cells = [getattr(row, key) for key in _HEAD]
    cells += kept.values()
    cells += [getattr(row, key) for key in _FIGURES]
    cells += added.values()
    cells += [None] * len(_ERROR) if row.error is None else vars(row.error).values()
    return _line(cells)


def _line(cells: Sequence[Any]) -> str:
    return ",".join(map(_cell, cells)) + END


def _cell(value: Any) -> str:
    """Return a value as a cell: nothing for null, numbers as they are, texts made harmless."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value if value.isprintable() and not _SPECIAL.search(value) else _harmless(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple) and all(isinstance(each, str) for each in value):
        return _cell(JOINT.join(value))
    return _cell(json.dumps(value, ensure_ascii=False))


def _harmless(text: str) -> str:
    text = "\n".join(map(visible, text.splitlines()))
    if text.lstrip().startswith(FORMULA):
        text = f"'{text}"
    quoted = text.replace('"', '""')
    return f'"{quoted}"' if any(each in text for each in ',"\n') else text


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
