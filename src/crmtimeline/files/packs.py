"""Packs: rule packs from files, with what they extend, checked.

A child's sections merge entry by entry with its parent's and an entry field by field; a field
replaces whole; null removes. Parents' entries keep their order and new ones follow.
"""

import os.path
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.files.chain import RulesFile, Shelf, read_chain
from crmtimeline.files.digest import digest_of
from crmtimeline.files.pack_checks import check_pack
from crmtimeline.files.rules_folder import rules_folder
from crmtimeline.files.shape import PACK_CODES, check_shape
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.origin import PackFile
from crmtimeline.model.pack import SECTIONS, Pack, RulePack

DEFAULT_PACK = "packaged"

_SHELF = Shelf(folder="", unknown="P115")

_EITHER = (("weeks", "weeks_by"), ("levels", "curve"), ("weights", "range"))
"""Fields that say the same thing in two ways: a child's one replaces a parent's other."""

_FIGURES = {
    *("weeks", "weeks_by", "curve", "weights", "range", "assume", "value", "employees", "users"),
    *("inputs", "interfaces", "applies_to"),
}


@dataclass(frozen=True, repr=False)
class LoadedPack:
    """A checked pack, its merged tree, and the files it was made from, parents first."""

    rules: RulePack
    tree: Tree
    files: tuple[RulesFile, ...]

    def __repr__(self) -> str:
        return f"LoadedPack({self.rules.pack.id} {self.rules.pack.version})"


def shipped_packs() -> list[FilePath]:
    """Return the files of the shipped packs by name, parents included."""
    return [rules_folder() / f"{name}.yaml" for name in _SHELF.known()]


def shipped_ids() -> list[str]:
    """Return the ids of the shipped packs that have phases, the default first."""
    ids = [file.stem for file in shipped_packs() if b"\nphases:" in file.read_bytes()]
    return sorted(ids, key=lambda name: (name != DEFAULT_PACK, name))


def load_pack(reference: str, beside: FilePath, written: Place) -> LoadedPack:
    """Return the pack of an id or of a path relative to the folder `beside`.

    `written` is where the reference stands. Raises InputError with all that is wrong in the pack
    and in what it extends.
    """
    files = read_chain(reference, beside, written, _SHELF)
    merged = files[0].tree
    issues: list[Issue] = []
    for child in files[1:]:
        issues += _uncited_changes(merged, child.tree)
        merged = _merged(merged, child.tree)
    pack = checked_pack(merged, issues)
    rules = RulePack(pack, digest_of(merged.value), merged.marks, _labels(files), _parents(files))
    return LoadedPack(rules, merged, files)


def checked_pack(merged: Tree, issues: Sequence[Issue] = ()) -> Pack:
    """Return the pack of a tree. Raises InputError with `issues`, those so far, and all others."""
    pack, found = check_shape(Pack, merged.value, merged, PACK_CODES)
    found = [*issues, *found, *(check_pack(pack, merged) if pack is not None else [])]
    if pack is None or found:
        raise InputError(found)
    return pack


def _parents(files: tuple[RulesFile, ...]) -> tuple[PackFile, ...]:
    """Return what the last of the files extends, the nearest first."""
    return tuple(
        PackFile(_text(each, "id"), _text(each, "version"), digest_of(each))
        for each in (file.tree.value for file in reversed(files[:-1]))
    )


def _text(content: Mapping[Any, Any], key: str) -> str | None:
    """Return a text of a file; only what is merged has been checked."""
    value = content.get(key)
    return value if isinstance(value, str) else None


def _labels(files: tuple[RulesFile, ...]) -> dict[str, str]:
    """Return for each file what traces call it: relative to the pack, a shipped one by name."""
    folder, shipped = files[-1].path.resolve().parent, rules_folder()
    labels = {}
    for file in files:
        path = file.path.resolve()
        relative = path.name if path.parent == shipped else os.path.relpath(path, folder)
        labels[file.tree.name] = relative.replace(os.sep, "/")
    return labels


def _merged(parent: Tree, child: Tree) -> Tree:
    value = {key: each for key, each in parent.value.items() if key != "cases"}
    for key, section in child.value.items():
        before = value.get(key)
        if section is None and key in parent.value:
            value.pop(key, None)
        elif key in SECTIONS and isinstance(before, dict) and isinstance(section, dict):
            value[key] = merged_section(before, section)
        else:
            value[key] = section
    return Tree(child.name, value, {**parent.marks, **child.marks})


def merged_section(parent: dict[Any, Any], child: dict[Any, Any]) -> dict[Any, Any]:
    """Return a parent's section with a child's entries merged in, field by field."""
    section = dict(parent)
    for name, entry in child.items():
        before = section.get(name)
        if entry is None:
            section.pop(name, None)
        elif isinstance(before, dict) and isinstance(entry, dict):
            section[name] = _merged_entry(before, entry)
        else:
            section[name] = entry
    return section


def _merged_entry(parent: dict[Any, Any], child: dict[Any, Any]) -> dict[Any, Any]:
    replaced = {
        other for pair in _EITHER for field in pair if field in child for other in pair
    } - child.keys()
    entry = {field: value for field, value in parent.items() if field not in replaced} | child
    return {field: value for field, value in entry.items() if value is not None}


def _uncited_changes(parent: Tree, child: Tree) -> list[Issue]:
    """Return an issue for each inherited entry whose figure is changed without a cite."""
    inherited = {section: {name for name, _ in _entries(parent, section)} for section in SECTIONS}
    return [
        Issue(Message("R117", {"entry": f"{section}.{name}"}), child.key(section, name))
        for section in SECTIONS
        for name, entry in _entries(child, section)
        if name in inherited[section]
        and (_FIGURES & entry.keys() or (section == "modifiers" and "levels" in entry))
        and not _brings_cite(entry)
    ]


def _brings_cite(entry: dict[Any, Any]) -> bool:
    """Whether an entry has a cite, or all its ranges by level have."""
    table = entry.get("weeks_by")
    levels = table.get("levels") if isinstance(table, dict) else None
    if not isinstance(levels, dict):
        return "cite" in entry
    return "cite" in entry or all(
        isinstance(level, dict) and "cite" in level for level in levels.values()
    )


def _entries(tree: Tree, section: str) -> list[tuple[Any, dict[Any, Any]]]:
    entries = tree.value.get(section)
    if not isinstance(entries, dict):
        return []
    return [(name, entry) for name, entry in entries.items() if isinstance(entry, dict)]
