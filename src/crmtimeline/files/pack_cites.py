"""Checks of a pack's cites: every figure has one (R114), and each names a known row (R116)."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from crmtimeline.errors import Issue, Message, Path
from crmtimeline.files.shape import close_to
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.cite import Cite
from crmtimeline.model.pack import Pack


class Citing(NamedTuple):
    """A figure's entry and the cite on it or on an enclosing one, with the place of that cite."""

    path: Path
    cite: Cite | None
    cite_path: Path


def citations(pack: Pack) -> Iterator[Citing]:
    """Yield every entry of a pack that must have a cite."""
    figures: dict[str, Mapping[str, Any]] = {
        "inputs": pack.inputs,
        "presets": pack.presets,
        "modifiers": pack.modifiers,
        "milestones": pack.milestones,
        "assumptions": pack.assumptions,
        "cases": pack.cases,
    }
    for section, entries in figures.items():
        for name, entry in entries.items():
            yield Citing((section, name), entry.cite, (section, name, "cite"))
    for name, declared in pack.inputs.items():
        if declared.lever is not None:
            path: Path = ("inputs", name, "lever")
            own = declared.lever.cite is not None
            yield Citing(
                path,
                declared.lever.cite or declared.cite,
                (*(path if own else path[:-1]), "cite"),
            )
    for key in ("correlation", "project_spread"):
        figure = getattr(pack.uncertainty, key)
        if figure is not None:
            yield Citing(("uncertainty", key), figure.cite, ("uncertainty", key, "cite"))
    yield from _phases(pack)


def _phases(pack: Pack) -> Iterator[Citing]:
    for name, phase in pack.phases.items():
        path: Path = ("phases", name)
        levels = phase.weeks_by.levels if phase.weeks_by else {}
        if not levels or phase.cite is not None:
            yield Citing(path, phase.cite, (*path, "cite"))
        for level, weeks in levels.items():
            inner = (*path, "weeks_by", "levels", level)
            if weeks.cite is not None:
                yield Citing(inner, weeks.cite, (*inner, "cite"))
            else:
                yield Citing(inner, phase.cite, (*path, "cite"))


def check_cites(pack: Pack, tree: Tree) -> Iterator[Issue]:
    """Yield an issue for each figure without a cite."""
    for citing in citations(pack):
        if citing.cite is None:
            entry = ".".join(str(part) for part in citing.path)
            yield Issue(Message("R114", {"entry": entry}), tree.key(*citing.path))


def check_sources(pack: Pack, tree: Tree, rows: frozenset[str]) -> Iterator[Issue]:
    """Yield an issue for each cite of a row that no source has."""
    for citing in citations(pack):
        source = citing.cite.source if citing.cite else None
        if source is not None and source not in rows:
            yield unknown_row(source, tree, citing.cite_path, rows)


def unknown_row(source: str, tree: Tree, cite_path: Path, rows: frozenset[str]) -> Issue:
    """Return the issue for a cite of a row that no source has."""
    place = tree.at(*cite_path, "source")
    return Issue(Message("R116", {"source": source}), place, close_to(source, sorted(rows)))
