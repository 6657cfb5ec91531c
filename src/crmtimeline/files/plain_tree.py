"""Plain tree: a mapping that is no YAML (a part of a JSON document, a dict of a program) as a tree.

Places are dotted paths behind a name: `estimate.json:profile.given.company.employees`.
Issues: Y107 and Y110.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from crmtimeline.errors import InputError, Issue, Mark, Message, Path, Place
from crmtimeline.files.yaml_tree import MOST_DEPTH, Tree


def plain_tree(content: Mapping[Any, Any], name: str, inside: str = "") -> Tree:
    """Return the tree of a mapping that stands at the dotted path `inside` of what is named.

    Raises InputError where it is nested too deep, or a text in it is none.
    """
    value = _plain(content, 0, name)
    marks = {path: _mark(name, inside, path) for path in [(), *_paths(value, ())]}
    return Tree(marks[()].file, value, marks)


def place_in(name: str, *parts: Any) -> Place:
    """Return the place of a dotted path in what is named."""
    path = ".".join(str(part) for part in parts if part != "")
    return Place(f"{name}:{path}" if path else name)


def _mark(name: str, inside: str, path: Path) -> Mark:
    return Mark(place_in(name, inside, *path).file, -1, -1, -1, -1)


def _paths(value: Any, above: Path) -> Iterator[Path]:
    entries: Any = ()
    if isinstance(value, dict):
        entries = value.items()
    elif isinstance(value, list):
        entries = enumerate(value)
    for key, each in entries:
        yield (*above, key)
        yield from _paths(each, (*above, key))


def _plain(value: Any, depth: int, name: str) -> Any:
    """Return a value as YAML would have given it: dates as text, tuples as lists, no numpy."""
    if depth > MOST_DEPTH:
        raise InputError([Issue(Message("Y107", {"most": MOST_DEPTH}), Place(name))])
    if isinstance(value, Mapping):
        return {key: _plain(each, depth + 1, name) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each, depth + 1, name) for each in value]
    if getattr(value, "shape", None) == ():
        value = value.item()
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, str):
        _check_text(value, name)
    return value.isoformat() if isinstance(value, date) else value


def _check_text(text: str, name: str) -> None:
    """Raise InputError Y110 for half a surrogate pair, which no file could hold."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        character = f"U+{ord(text[error.start]):04X}"
        raise InputError([Issue(Message("Y110", {"character": character}), Place(name))]) from None
