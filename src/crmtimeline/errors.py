"""Issue: something in what a person wrote that is wrong or worth a warning, with its place.

An issue carries a code and values, never a sentence: `crmtimeline.render.words` holds the sentences
in three languages. Every code has a section in `rules/README.md`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any, Literal, NamedTuple


class Exit(IntEnum):
    """What the process says when it ends."""

    DONE = 0
    BUG = 1
    USAGE = 2
    INPUT = 3
    GATE = 4


class Place(NamedTuple):
    """Where something is written: a file as the user named it, line and column from 1."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.file, *(str(number) for number in self[1:] if number)])


class Mark(NamedTuple):
    """Where a key and its value begin in a file; lines and columns from 0, -1 where it has none."""

    file: str
    key_line: int
    key_column: int
    line: int
    column: int


Path = tuple[Any, ...]
"""Where something stands in a file: the keys and indices that lead to it."""


@dataclass(frozen=True)
class Message:
    """A sentence to be: its code in the word lists and the values that fill it."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Issue:
    """One thing that is wrong (or worth a warning), where, and what may help."""

    message: Message
    place: Place
    hint: Message | None = None
    severity: Literal["error", "warning"] = "error"

    @property
    def code(self) -> str:
        """The code that the documentation explains, such as P104."""
        return self.message.code

    @property
    def order(self) -> tuple[Place, str, str]:
        """Issues are shown by place, then code."""
        return (self.place, self.code, str(self.message.values))


class InputError(Exception):
    """What a person wrote cannot be used; holds every issue found, sorted."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        unique = {issue.order: issue for issue in issues}
        self.issues = tuple(unique[key] for key in sorted(unique))
        super().__init__("; ".join(f"{issue.place} {issue.code}" for issue in self.issues))
