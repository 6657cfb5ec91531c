"""Documents: what differs between two that hold plain values, leaf by leaf."""

from collections.abc import Mapping, Sequence
from typing import Any

from crmtimeline.model.verify import Changed

NAMES = ("id", "input", "name", "step", "title")
"""Keys that can tell the entries of a list apart: the first that does is taken."""


class Differences:
    """Finds what differs between a saved document and another.

    `ignored` holds dotted paths that are passed over, or keys that are wherever they stand, as
    `*.key`. Where the form may have grown, keys that only one of both has are not compared.
    """

    def __init__(self, ignored: frozenset[str] = frozenset(), *, grown: bool = False) -> None:
        self.changed: list[Changed] = []
        self.lone: list[str] = []
        """Paths of keys that only one of both has, and that were not compared."""
        self.compared = 0
        self._ignored, self._grown = ignored, grown

    def find(self, saved: Any, now: Any, path: str = "") -> None:
        """Note what differs at a path, in the order of the saved document."""
        if isinstance(saved, Mapping) and isinstance(now, Mapping):
            self._mappings(saved, now, path)
        elif isinstance(saved, list) and isinstance(now, list):
            self._lists(saved, now, path)
        else:
            self.compared += 1
            if not _same(saved, now):
                self.changed.append(Changed(path, saved, now))

    def _mappings(self, saved: Mapping[str, Any], now: Mapping[str, Any], path: str) -> None:
        for key in dict.fromkeys((*saved, *now)):
            inner = f"{path}.{key}" if path else str(key)
            if inner in self._ignored or f"*.{key}" in self._ignored:
                continue
            if self._grown and not (key in saved and key in now):
                self.lone.append(inner)
            else:
                self.find(saved.get(key), now.get(key), inner)

    def _lists(self, saved: Sequence[Any], now: Sequence[Any], path: str) -> None:
        name = next((name for name in NAMES if _tells_apart(name, saved, now)), None)
        before, after = _named(saved, name), _named(now, name)
        for key in dict.fromkeys((*before, *after)):
            self.find(before.get(key), after.get(key), f"{path}.{key}")


def _same(saved: Any, now: Any) -> bool:
    """Whether two leaves are the same; true is not 1."""
    return bool(saved == now) and isinstance(saved, bool) == isinstance(now, bool)


def _tells_apart(name: str, *lists: Sequence[Any]) -> bool:
    """Whether every entry of each list has a text of its own under a key."""
    for entries in lists:
        names = [each.get(name) if isinstance(each, Mapping) else None for each in entries]
        texts = {each for each in names if isinstance(each, str)}
        if len(texts) < len(entries):
            return False
    return True


def _named(entries: Sequence[Any], name: str | None) -> dict[Any, Any]:
    """Return the entries of a list by name, else by position."""
    return dict(enumerate(entries)) if name is None else {each[name]: each for each in entries}
