"""Sources and checklists: the parts of a pack that only some commands read."""

from collections.abc import Iterator, Sequence
from typing import Any

from crmtimeline.errors import InputError, Issue, Message
from crmtimeline.files.chain import RulesFile
from crmtimeline.files.disk import read_bytes
from crmtimeline.files.pack_checks import check_when
from crmtimeline.files.packs import LoadedPack, merged_section
from crmtimeline.files.shape import PACK_CODES, Model, check_shape, close_to, wrong_type
from crmtimeline.files.yaml_tree import Tree, read_tree
from crmtimeline.model.source import Checklist, SourceBook
from crmtimeline.model.strict import Language, text_in


def load_sources(pack: LoadedPack) -> tuple[SourceBook, Tree]:
    """Return all sources of a pack and of what it extends; later ones replace earlier ones."""
    return _load(SourceBook, "sources", pack)


def load_checklist(pack: LoadedPack) -> tuple[Checklist, Tree]:
    """Return all checklist items of a pack and of what it extends."""
    return _load(Checklist, "checklist", pack)


def _load(model: type[Model], section: str, pack: LoadedPack) -> tuple[Model, Tree]:
    """Return a section that stands in the pack's files or beside them, with its merged tree."""
    entries: dict[Any, Any] = {}
    marks: dict[Any, Any] = {}
    for file in pack.files:
        tree, inside = _part(file, section)
        entries = merged_section(entries, tree.value_at(*inside))
        marks |= {
            (section, *path[len(inside) :]): mark
            for path, mark in tree.marks.items()
            if path[: len(inside)] == inside
        }
    merged = Tree(pack.files[-1].tree.name, {section: entries}, marks)
    found, issues = check_shape(model, merged.value, merged, PACK_CODES)
    if found is None:
        raise InputError(issues)
    return found, merged


def _part(file: RulesFile, section: str) -> tuple[Tree, tuple[str, ...]]:
    """Return the tree that holds one file's part of a section, and where in it."""
    written = file.tree.value.get(section)
    if written is None:
        return Tree(file.tree.name, {}, {}), ()
    if isinstance(written, dict):
        return file.tree, (section,)
    if not isinstance(written, str):
        message, hint = wrong_type(PACK_CODES["type"], ["mapping", "text"], written)
        raise InputError([Issue(message, file.tree.at(section), hint)])
    path = file.path.parent / written
    name = str(path) if file.tree.name == str(file.path) else f"rules/{path.name}"
    return read_tree(read_bytes(path, name), name), ()


def row_texts(book: SourceBook, language: Language) -> dict[str, str]:
    """Return the text of every row, by what it is cited as."""
    return {
        f"{name}.{row}": text_in(texts, language, row)
        for name, source in book.sources.items()
        for row, texts in source.rows.items()
    }


def publications(book: SourceBook, language: Language) -> dict[str, str]:
    """Return the publication behind every row, with its id, by what the row is cited as."""
    found = {}
    for name, source in book.sources.items():
        title = source.title
        if not isinstance(title, str):
            title = text_in(title, language, name)
        publication = " | ".join(part for part in (title, source.publisher) if part)
        for cited in (name, *(f"{name}.{row}" for row in source.rows)):
            found[cited] = f"{name}: {publication}"
    return found


def check_conditions(checklist: Checklist, tree: Tree, pack: LoadedPack) -> Iterator[Issue]:
    """Yield an issue for each condition of an item that no input of the pack can meet."""
    for name, item in checklist.checklist.items():
        if item.urgent_when is not None:
            path = ("checklist", name, "urgent_when")
            yield from check_when(pack.rules.pack, tree, path, item.urgent_when)


def check_done(done: Sequence[str], pack: LoadedPack, tree: Tree) -> list[Issue]:
    """Return an issue P113 for each item that a profile ticks and no checklist has."""
    items = load_checklist(pack)[0].checklist
    return [
        Issue(Message("P113", {"item": item}), tree.at("done", at), close_to(item, items))
        for at, item in enumerate(done)
        if item not in items
    ]
