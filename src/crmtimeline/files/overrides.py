"""Overrides: `--set field=value` on the command line, put over a profile's tree.

Issue: P116, a setting that is not of this form.
"""

from collections.abc import Sequence
from typing import Any

from crmtimeline.errors import InputError, Issue, Mark, Message, Path, Place
from crmtimeline.files.input_values import COUNT, SYSTEMS
from crmtimeline.files.yaml_tree import Tree, read_scalar
from crmtimeline.model.pack import LOAD

_REPLACES = {COUNT: (SYSTEMS,), LOAD: (SYSTEMS, COUNT)}
"""A field that, once set, drops others that say the same thing."""


def override(tree: Tree, settings: Sequence[str]) -> tuple[Tree, list[Issue]]:
    """Return the tree with each `field=value` in it; the value is a YAML scalar.

    With it an issue P116 for each setting that is not of this form.
    """
    value, marks = _copy(tree.value), dict(tree.marks)
    issues: list[Issue] = []
    for number, setting in enumerate(settings, 1):
        place = Place("--set", number)
        field, equals, text = setting.partition("=")
        path: Path = tuple(field.strip().split("."))
        if not equals or not all(path) or not _is_text(setting):
            issues.append(Issue(Message("P116", {"setting": _shown(setting)}), place))
            continue
        try:
            scalar = read_scalar(text.strip(), place.file)
        except InputError:
            issues.append(Issue(Message("P116", {"setting": _shown(setting)}), place))
            continue
        for replaced in _REPLACES.get(field.strip(), ()):
            _drop(value, tuple(replaced.split(".")))
        _put(value, path, scalar)
        for length in range(1, len(path) + 1):
            if length == len(path) or path[:length] not in marks:
                marks[path[:length]] = Mark(place.file, number - 1, -1, number - 1, -1)
    return Tree(tree.name, value, marks), issues


def _shown(setting: str) -> str:
    return setting.encode("utf-8", "backslashreplace").decode()


def _is_text(setting: str) -> bool:
    """Whether an argument's bytes were text; python hides those that were not in surrogates."""
    return not any("\ud800" <= each <= "\udfff" for each in setting)


def _copy(value: Any) -> Any:
    return {key: _copy(each) for key, each in value.items()} if isinstance(value, dict) else value


def _put(value: dict[Any, Any], path: Path, scalar: Any) -> None:
    for part in path[:-1]:
        if not isinstance(value.get(part), dict):
            value[part] = {}
        value = value[part]
    value[path[-1]] = scalar


def _drop(value: Any, path: Path) -> None:
    for part in path[:-1]:
        value = value.get(part) if isinstance(value, dict) else None
    if isinstance(value, dict):
        value.pop(path[-1], None)
