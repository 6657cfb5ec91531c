"""Columns: what of an estimate can stand in a row, by its dotted path in the JSON of `estimate`.

A path may go through lists whose entries have ids: `phases.build.duration.p80`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from itertools import groupby
from types import UnionType
from typing import Any, Literal, NamedTuple, Union, get_args, get_origin

from crmtimeline.files.column_names import is_field
from crmtimeline.model.batch import BatchRow
from crmtimeline.model.estimate import Estimate, Sentence
from crmtimeline.model.pack import Pack

ALL = "all"
"""What stands for every column."""

WHOLE = "total"
"""The part of an estimate that a row has without the phases."""

_LISTS: Mapping[str, tuple[str, Callable[[Pack], Iterable[str]]]] = {
    "phases": ("id", lambda pack: pack.phases),
    "excluded": ("id", lambda pack: pack.phases),
    "unknowns": ("input", lambda pack: pack.inputs),
    "milestones": ("id", lambda pack: pack.milestones),
}
"""Lists whose entries a path can name: by which of their fields, and the names that a pack has."""

Kind = type[float] | type[int] | type[bool] | type[date] | type[str]


class Column(NamedTuple):
    """A column: its dotted path, the part of the estimate that it is in, and what it holds.

    `entry` is the name of an entry where that part is a list, `path` leads on from there.
    """

    name: str
    part: str
    entry: str | None
    path: tuple[str, ...]
    kind: Kind


class Read(NamedTuple):
    """What to read of an estimate: some fields of a part of it, or the part itself where none."""

    part: str
    entry: str | None
    path: tuple[str, ...]
    fields: tuple[str, ...]


class ColumnError(ValueError):
    """A column that is asked for cannot be."""


class UnknownColumnError(ColumnError):
    """There is no such column; `near` is one that there is."""

    def __init__(self, name: str, near: str | None) -> None:
        self.near = near
        super().__init__(f"no column '{name}'" + (f"; did you mean '{near}'?" if near else ""))


def check_kept(keep: Sequence[str], columns: Sequence[Column], pack: Pack) -> None:
    """Raise ColumnError for a field to keep that a row, or a profile, has already."""
    taken = {field.name for field in fields(BatchRow)} | {column.name for column in columns}
    for name in keep:
        if name in taken:
            raise ColumnError(f"'{name}' is a column of the results; it cannot be kept too")
        if is_field(name, pack):
            raise ColumnError(f"'{name}' is a field of profiles; it cannot be kept apart")


def columns_named(wanted: Sequence[str], pack: Pack, others: Sequence[Pack]) -> tuple[Column, ...]:
    """Return the columns of some paths, each once; one with others beneath stands for all of them.

    `pack` is that of most profiles, `others` those that some may name. Raises UnknownColumnError.
    """
    usual = {each.name: each for each in _columns(pack)}
    known = usual | {each.name: each for other in others for each in _columns(other)}
    found: dict[str, Column] = {}
    for name in wanted:
        beneath = [each for each in usual.values() if name == ALL or _is_beneath(each, name)]
        if not beneath:
            beneath = [each for each in known.values() if _is_beneath(each, name)]
        if not beneath:
            raise UnknownColumnError(name, _nearest(name, known))
        found |= {each.name: each for each in beneath}
    return tuple(found.values())


def reads_of(columns: Sequence[Column]) -> tuple[Read, ...]:
    """Return what to read for columns, in their order: neighbours of one parent at once."""
    groups = groupby(columns, lambda each: (each.part, each.entry, each.path[:-1]))
    return tuple(
        Read(*parent, tuple(each.path[-1] for each in group if each.path))
        for parent, group in groups
    )


def values_at(reads: Sequence[Read], result: Any) -> list[Any]:
    """Return what an estimate has in each column; None where it has nothing."""
    entries: dict[str, dict[str, Any]] = {}
    values: list[Any] = []
    for part, entry, path, fields_read in reads:
        value = getattr(result, part)
        if entry is not None:
            if part not in entries:
                entries[part] = {getattr(each, _LISTS[part][0]): each for each in value}
            value = entries[part].get(entry)
        for step in path:
            value = None if value is None else getattr(value, step)
        if value is None or not fields_read:
            values += [value] * max(len(fields_read), 1)
        else:
            values += [getattr(value, each) for each in fields_read]
    return values


def _columns(pack: Pack) -> Iterator[Column]:
    """Yield every column that estimates by a pack may have."""
    for field in fields(Estimate):
        part = field.name
        if part in _LISTS:
            (kind, _) = get_args(field.type)
            for entry in _LISTS[part][1](pack):
                for path, leaf in _leaves(kind, ()):
                    yield Column(".".join((part, entry, *path)), part, entry, path, leaf)
        else:
            for path, leaf in _leaves(field.type, ()):
                yield Column(".".join((part, *path)), part, None, path, leaf)


def _leaves(kind: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Kind]]:
    """Yield the paths of the plain values in a type; lists and mappings hold none."""
    origin, parts = get_origin(kind), [each for each in get_args(kind) if each is not type(None)]
    if origin in (Union, UnionType) and len(parts) == 1:
        yield from _leaves(parts[0], path)
    elif is_dataclass(kind):
        for field in fields(kind):
            yield from _leaves(field.type, (*path, field.name))
    elif kind in (float, int, bool, date):
        yield path, kind
    elif kind is str or origin is Literal or origin in (Union, UnionType) or kind is Sentence:
        yield path, str


def _is_beneath(column: Column, name: str) -> bool:
    return column.name == name or column.name.startswith(f"{name}.")


def _nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the path that is nearest to a misspelt one, as far as it is near at all."""
    paths = [each.split(".") for each in known]
    found: list[str] = []
    for part in name.split("."):
        following = {path[len(found)] for path in paths if len(path) > len(found)}
        matches = get_close_matches(part, sorted(following), 1, 0.6)
        if not matches:
            break
        found += matches
        paths = [path for path in paths if path[: len(found)] == found]
    return ".".join(found) or None
