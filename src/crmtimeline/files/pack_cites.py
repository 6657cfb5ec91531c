"""Checks of a pack's cites: every figure has one (R114), and each names a known row (R116)."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from crmtimeline.errors import Issue, Message, Path
from crmtimeline.files.shape import close_to
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.cite import Cite
from crmtimeline.model.pack import UNCERTAINTY, Pack, Phase


class Citing(NamedTuple):
    """A figure's entry and the cite on it or on an enclosing one, with the place of that cite."""

    path: Path
    cite: Cite | None
    cite_path: Path


def citations(pack: Pack) -> Iterator[Citing]:
    """Yield every entry of a pack that must have a cite, its own or that of what encloses it."""
    for section in ("inputs", "presets", "modifiers", "assumptions", "cases"):
        for name, entry in getattr(pack, section).items():
            yield _citing(((section, name), entry))
    yield from _usual_values(pack)
    for key in ("correlation", "project_spread"):
        figure = getattr(pack.uncertainty, key)
        if figure is not None:
            yield _citing(((UNCERTAINTY,), pack.uncertainty), ((UNCERTAINTY, key), figure))
    for name, milestone in pack.milestones.items():
        path: Path = ("milestones", name)
        yield _citing((path, milestone), ((*path, "weeks"), milestone.weeks))
    for name, phase in pack.phases.items():
        yield from _phase(("phases", name), phase)


def _usual_values(pack: Pack) -> Iterator[Citing]:
    """Yield the levers of inputs, and what presets say of inputs."""
    for name, declared in pack.inputs.items():
        path: Path = ("inputs", name)
        if declared.lever is not None:
            yield _citing((path, declared), ((*path, "lever"), declared.lever))
    for name, preset in pack.presets.items():
        path = ("presets", name)
        for key, usual in preset.inputs.items():
            if usual.cite is not None:
                yield _citing((path, preset), ((*path, "inputs", key), usual))


def _phase(path: Path, phase: Phase) -> Iterator[Citing]:
    if phase.weeks is not None:
        yield _citing((path, phase), ((*path, "weeks"), phase.weeks))
    if phase.weeks_by is not None:
        table = (*path, "weeks_by")
        for level, weeks in phase.weeks_by.levels.items():
            inner = ((*table, "levels", level), weeks)
            yield _citing((path, phase), (table, phase.weeks_by), inner)


def _citing(*enclosing: tuple[Path, Any]) -> Citing:
    """Return the innermost of some entries, one in the other, with the nearest cite.

    A range is told by the name of its entry.
    """
    innermost = enclosing[-1][0]
    entry = innermost[:-1] if innermost[-1] == "weeks" else innermost
    for path, each in reversed(enclosing):
        if each.cite is not None:
            return Citing(entry, each.cite, (*path, "cite"))
    return Citing(entry, None, (*innermost, "cite"))


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
