"""Tree: YAML text as plain values, with the place of every key and value; the only reader of YAML.

The parser's events are guarded before anything is built from them: what YAML can do beyond
mappings, lists and scalars (aliases, tags, merge keys, several documents) is refused, and so is
anything too large or too deep. Issues: Y101 to Y111 and F104, F105.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from crmtimeline.errors import InputError, Issue, Mark, Message, Path, Place
from crmtimeline.files.scalars import FULL_WIDTH_COLON, plain_value

MOST_BYTES = 1_000_000
MOST_DEPTH = 50

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_SLIPPED_COLON = re.compile(f"\\s*[^\\s:'\"#{FULL_WIDTH_COLON}-]+{FULL_WIDTH_COLON}")
_FULL_WIDTH = re.compile("[\uff0c\uff5b\uff5d\u3010\u3011\u201c\u201d]")
_LEFT_OPEN = (
    "while parsing a flow mapping",
    "while parsing a flow sequence",
    "while scanning a quoted scalar",
)
"""What the parser was in when it stopped: the slip is where that begins, not where it stopped."""


@dataclass(frozen=True)
class Tree:
    """A file's content as dicts, lists and scalars, and the marks of every path in it."""

    name: str
    value: dict[Any, Any]
    marks: Mapping[Path, Mark]

    def value_at(self, *path: Any) -> Any:
        """Return what stands at `path`."""
        value: Any = self.value
        for part in path:
            value = value[part]
        return value

    def key(self, *path: Any) -> Place:
        """Return where the key at `path` (or the nearest one around it) begins."""
        mark = self._mark(path)
        return Place(mark.file, mark.key_line + 1, mark.key_column + 1)

    def at(self, *path: Any) -> Place:
        """Return where the value at `path` (or the nearest one around it) begins."""
        mark = self._mark(path)
        return Place(mark.file, mark.line + 1, mark.column + 1)

    def _mark(self, path: Path) -> Mark:
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, Mark(self.name, 0, 0, 0, 0))


def read_tree(data: bytes, name: str) -> Tree:
    """Return the tree of a file's bytes; `name` is what its places are called.

    Raises InputError with all that is wrong with it as YAML.
    """
    text = text_of(data, name)
    bad = _CONTROL.search(text)
    if bad:
        place = _place_in(text[: bad.start()], name)
        raise InputError([Issue(Message("Y110", {"character": f"U+{ord(bad[0]):04X}"}), place)])
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        builder.issues.append(_syntax(error, text, name))
    if builder.issues:
        raise InputError(builder.issues)
    if builder.root is None:
        return Tree(name, {}, {})
    if not isinstance(builder.root, dict):
        raise InputError([_not_a_mapping(builder.root, builder.marks[()], text)])
    return Tree(name, builder.root, builder.marks)


def read_scalar(text: str, name: str) -> Any:
    """Return the value of one scalar, quoted or plain. Raises InputError for anything else."""
    if text[:1] not in ('"', "'"):
        return plain_value(text)
    wrapped = read_tree(f"scalar: {text}\n".encode(), name).value
    if wrapped.keys() != {"scalar"} or not isinstance(wrapped["scalar"], str):
        raise InputError([Issue(Message("Y101", {"problem": text}), Place(name))])
    return wrapped["scalar"]


def text_of(data: bytes, name: str, most: int = MOST_BYTES) -> str:
    """Return the text of a file's bytes. Raises InputError F104 or F105."""
    if len(data) > most:
        raise InputError([Issue(Message("F104", {"most": most}), Place(name))])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place_in(data[: error.start].decode("utf-8", "replace"), name)
        byte = f"0x{data[error.start]:02x}"
        raise InputError([Issue(Message("F105", {"byte": byte}), place)]) from None


def _place_in(before: str, name: str) -> Place:
    lines = before.split("\n")
    return Place(name, len(lines), len(lines[-1]) + 1)


def _syntax(error: yaml.MarkedYAMLError, text: str, name: str) -> Issue:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = [*text.split("\n"), ""]
    for number in (line, line - 1):
        slipped = _SLIPPED_COLON.match(lines[number]) if 0 <= number < len(lines) else None
        if slipped:
            return Issue(
                Message("Y109"), Place(name, number + 1, slipped.end()), Message("hint_colon")
            )
    if error.context_mark and error.context in _LEFT_OPEN:
        line, column = error.context_mark.line, error.context_mark.column
    message = Message("Y101", {"problem": error.problem})
    return Issue(
        message, Place(name, line + 1, column + 1), _syntax_hint(lines[min(line, len(lines) - 1)])
    )


def _syntax_hint(line: str) -> Message | None:
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Message("hint_tab")
    return Message("hint_full_width") if _FULL_WIDTH.search(line) else None


def _not_a_mapping(root: Any, mark: Mark, text: str) -> Issue:
    place = Place(mark.file, mark.line + 1, mark.column + 1)
    if isinstance(root, str) and FULL_WIDTH_COLON in root:
        lines = text.split("\n")
        at = next(n for n, line in enumerate(lines) if n >= mark.line and FULL_WIDTH_COLON in line)
        place = Place(mark.file, at + 1, lines[at].index(FULL_WIDTH_COLON) + 1)
        return Issue(Message("Y109"), place, Message("hint_colon"))
    return Issue(Message("Y108"), place)


class _Builder:
    """Builds values from events one by one, without recursion."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root: Any = None
        self.marks: dict[Path, Mark] = {}
        self.issues: list[Issue] = []
        self._documents = 0
        self._open: list[_Open] = []

    def take(self, event: Any) -> None:
        """Take the parser's next event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._guard(event)
            plain = event.implicit[0]
            self._put(plain_value(event.value) if plain else event.value, event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._guard(event)
            self._enter({} if kind is yaml.MappingStartEvent else [], event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._open.pop()
        elif kind is yaml.AliasEvent:
            self._refuse("Y103", event, {"name": event.anchor})
            self._put(None, event)
        elif kind is yaml.DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                self._refuse("Y106", event)
                raise InputError(self.issues)

    def _guard(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse("Y103", event, {"name": event.anchor})
        if event.tag is not None:
            self._refuse("Y104", event, {"tag": event.tag})

    def _refuse(self, code: str, event: Any, values: Mapping[str, Any] | None = None) -> None:
        mark = event.start_mark
        place = Place(self.name, mark.line + 1, mark.column + 1)
        self.issues.append(Issue(Message(code, values or {}), place))

    def _enter(self, container: Any, event: Any) -> None:
        if len(self._open) >= MOST_DEPTH:
            self._refuse("Y107", event, {"most": MOST_DEPTH})
            raise InputError(self.issues)
        if self._open and self._open[-1].wants_key:
            self._refuse("Y111", event)
            raise InputError(self.issues)
        path = self._put(container, event)
        self._open.append(_Open(container, path, isinstance(container, dict)))

    def _put(self, value: Any, event: Any) -> Path:
        mark = event.start_mark
        if not self._open:
            self.root = value
            self.marks[()] = Mark(self.name, mark.line, mark.column, mark.line, mark.column)
            return ()
        inside = self._open[-1]
        if inside.wants_key:
            self._key(inside, value, event)
            return inside.path
        if isinstance(inside.container, dict):
            path = (*inside.path, inside.key)
            inside.container[inside.key] = value
            inside.wants_key = True
            at = inside.key_mark
        else:
            path = (*inside.path, len(inside.container))
            inside.container.append(value)
            at = mark
        self.marks[path] = Mark(self.name, at.line, at.column, mark.line, mark.column)
        return path

    def _key(self, inside: "_Open", key: Any, event: Any) -> None:
        if key is None:
            self._refuse("Y111", event)
        elif key == "<<" and event.implicit[0]:
            self._refuse("Y105", event)
        elif key in inside.container:
            first = self.marks[(*inside.path, key)].key_line + 1
            self._refuse("Y102", event, {"key": event.value, "first": first})
        inside.key, inside.key_mark, inside.wants_key = key, event.start_mark, False


class _Open:
    """A mapping or list that is being filled."""

    __slots__ = ("container", "key", "key_mark", "path", "wants_key")

    def __init__(self, container: Any, path: Path, wants_key: bool) -> None:
        self.container, self.path, self.wants_key = container, path, wants_key
        self.key: Any = None
        self.key_mark: Any = None
