"""Written rows: profiles in the rows of tables and in files of their own, not yet read.

Each can be handed to another process, which reads it there. Issues: F117, F118 and those of the
files that rows come from.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.disk import read_bytes
from crmtimeline.files.json_text import read_json
from crmtimeline.files.plain_tree import plain_tree
from crmtimeline.files.project import Written
from crmtimeline.files.scalars import plain_value
from crmtimeline.files.yaml_tree import MOST_BYTES, Tree, read_tree

AS_TEXT = frozenset({"name", "pack", "language", "scope", "calendar"})
"""Fields whose cells are text, also where they look like numbers."""

_HIDDEN_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is no text, as Python hides it in text."""

_TRUTHS = {"TRUE": True, "FALSE": False}
"""Booleans as spreadsheets spell them."""


class Row(NamedTuple):
    """A profile before it is checked, and the values of the columns that are no part of it."""

    written: Written
    kept: Mapping[str, Any]


class WrittenRow(Protocol):
    """A profile in a row or a file."""

    @property
    def place(self) -> str:
        """Where it is written, as people call it."""

    def read(self, keep: Sequence[str]) -> Row:
        """Return the profile without the fields to keep. Raises InputError."""


@dataclass(frozen=True)
class Header:
    """The file of a table, the folder that paths in it lead from, and the names of its columns."""

    file: str
    folder: Path
    names: tuple[str, ...]


@dataclass(frozen=True)
class CsvRow:
    """A row of a CSV file; `problem` is what keeps it from being one."""

    header: Header
    line: int
    cells: tuple[str, ...]
    problem: Message | None = None

    @property
    def place(self) -> str:
        """Where it is written: `deals.csv:9`."""
        return f"{self.header.file}:{self.line}"

    def read(self, keep: Sequence[str]) -> Row:
        """Return the profile of the cells. Raises InputError F105, F117 or F118."""
        self._check()
        named = [each for each in zip(self.header.names, self.cells, strict=True) if each[0]]
        kept = {name: text for name, text in named if name in keep}
        given = (
            (name, value)
            for name, text in named
            if name not in kept and (value := cell_value(name, text)) is not None
        )
        return Row(Written(plain_tree(nested(given), self.place), self.header.folder), kept)

    def _check(self) -> None:
        problem = self.problem or self._misfit() or self._no_text()
        if problem is not None:
            raise InputError([Issue(problem, Place(self.header.file, self.line))])

    def _misfit(self) -> Message | None:
        names, cells = self.header.names, self.cells
        if len(cells) != len(names):
            how = Message("csv_cells", {"got": len(cells), "wanted": len(names)})
            return Message("F117", {"problem": how})
        if any(text.strip() and not name for name, text in zip(names, cells, strict=True)):
            return Message("F117", {"problem": Message("csv_unnamed")})
        return None

    def _no_text(self) -> Message | None:
        found = _HIDDEN_BYTE.search("".join(self.cells))
        return Message("F105", {"byte": f"0x{ord(found[0]) - 0xDC00:02x}"}) if found else None


@dataclass(frozen=True)
class JsonRow:
    """A line of a JSON Lines file; None is one that is too long."""

    file: str
    folder: Path
    line: int
    data: bytes | None

    @property
    def place(self) -> str:
        """Where it is written: `deals.jsonl:9`."""
        return f"{self.file}:{self.line}"

    def read(self, keep: Sequence[str]) -> Row:
        """Return the profile of the line's object. Raises InputError F105, F115, F118 or Y108."""
        if self.data is None:
            raise InputError([Issue(too_long(), Place(self.file, self.line))])
        try:
            value = read_json(self.data, self.file)
        except InputError as error:
            raise InputError(
                Issue(each.message, Place(self.file, self.line, each.place.column), each.hint)
                for each in error.issues
            ) from None
        if not isinstance(value, dict):
            raise InputError([Issue(Message("Y108"), Place(self.file, self.line))])
        kept = {name: value.pop(name) for name in keep if name in value}
        return Row(Written(plain_tree(self._nested(value), self.place), self.folder), kept)

    def _nested(self, value: dict[str, Any]) -> dict[str, Any]:
        if not any("." in key for key in value):
            return value
        try:
            return nested(value.items())
        except ValueError as error:
            message = Message("F115", {"problem": Message("json_twice", {"key": str(error)})})
            raise InputError([Issue(message, Place(self.file, self.line))]) from None


@dataclass(frozen=True)
class ProfileRow:
    """A profile in a YAML file of its own."""

    file: str

    @property
    def place(self) -> str:
        """The path of the file."""
        return self.file

    def read(self, keep: Sequence[str]) -> Row:
        """Return the file's profile. Raises InputError."""
        path = Path(self.file)
        tree = read_tree(read_bytes(path, self.file), self.file)
        kept = {name: tree.value[name] for name in keep if name in tree.value}
        if kept:
            left = {key: each for key, each in tree.value.items() if key not in kept}
            tree = Tree(tree.name, left, tree.marks)
        return Row(Written(tree, path.parent, path.name), kept)


def cell_value(name: str, text: str) -> Any:
    """Return what a cell of a column holds: a YAML scalar, text where a name or id is wanted.

    >>> [cell_value("company.employees", text) for text in ("300", "", "TRUE", "n/a")]
    [300, None, True, 'n/a']
    """
    text = text.strip()
    if name in AS_TEXT:
        return text or None
    return _TRUTHS[text] if text in _TRUTHS else plain_value(text)


def nested(fields: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return fields by dotted name as a profile has them, in groups.

    Raises ValueError with the name of a field that is there twice.

    >>> nested([("company.employees", 300), ("name", "Riverside")])
    {'company': {'employees': 300}, 'name': 'Riverside'}
    """
    profile: dict[str, Any] = {}
    for name, value in fields:
        *groups, key = name.split(".")
        inside = profile
        for group in groups:
            inside = inside.setdefault(group, {})
            if not isinstance(inside, dict):
                raise ValueError(name)
        if key in inside:
            raise ValueError(name)
        inside[key] = value
    return profile


def too_long() -> Message:
    """Return that a row is longer than a profile may be."""
    return Message("F118", {"most": MOST_BYTES})
