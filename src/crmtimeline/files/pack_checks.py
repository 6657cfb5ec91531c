"""Checks of a whole pack: that what it refers to exists and fits, each failure an issue.

R104 unknown phase, R105 unknown input, R106 cycle, R108 and R109 levels of tables, R120 a range or
a factor said twice or not at all, R122 a rule that does not fit its input, R131 a title of risks
that is taken.
"""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from math import exp, log
from typing import Any

from crmtimeline.errors import Issue, Message, Path
from crmtimeline.files.pack_cites import check_cites
from crmtimeline.files.pack_inputs import check_inputs, check_presets, is_level
from crmtimeline.files.risk_titles import taken_titles
from crmtimeline.files.shape import close_to, level_hint
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.pack import ALL_PHASES, Expect, FactorTriple, Modifier, Pack, When

MOST_TOGETHER = 1e9
"""What all modifiers of a phase may multiply it by, at most: more is a slip and overflows."""


def check_pack(pack: Pack, tree: Tree) -> list[Issue]:
    """Return all that is wrong in a pack whose entries each have the right shape."""
    return [
        *check_inputs(pack, tree),
        *check_presets(pack, tree),
        *_phases(pack, tree),
        *_modifiers(pack, tree),
        *_sizes(pack, tree),
        *_references(pack, tree),
        *_frozen_phases(pack, tree),
        *_risks(pack, tree),
        *_cycles(pack, tree),
        *check_cites(pack, tree),
    ]


def _phases(pack: Pack, tree: Tree) -> Iterator[Issue]:
    if ALL_PHASES in pack.phases:
        yield Issue(Message("R125", {"input": ALL_PHASES}), tree.key("phases", ALL_PHASES))
    for name, phase in pack.phases.items():
        path = ("phases", name)
        if (phase.weeks is None) == (phase.weeks_by is None):
            yield _one_of(tree, path, "weeks", "weeks_by")
        if phase.weeks_by is not None:
            yield from _table(pack, tree, (*path, "weeks_by"), phase.weeks_by.levels)
        if phase.when is not None:
            yield from check_when(pack, tree, (*path, "when"), phase.when)
        yield from _known(pack, tree, (*path, "after"), enumerate(phase.after))
        for at, link in enumerate(phase.links):
            yield from _known(pack, tree, (*path, "links", at), [("from", link.source)])


def _modifiers(pack: Pack, tree: Tree) -> Iterator[Issue]:
    for name, modifier in pack.modifiers.items():
        path = ("modifiers", name)
        if (modifier.levels is None) == (modifier.curve is None):
            yield _one_of(tree, path, "levels", "curve")
        if modifier.levels is not None:
            yield from _table(pack, tree, path, modifier.levels)
        elif modifier.reads not in pack.inputs:
            yield _unknown_input(pack, tree, (*path, "reads"), modifier.reads)
        else:
            yield from _fits(pack, tree, path, "curve", number=True)
        yield from _factors(modifier, tree, path)
        applies = [(key, key) for key in modifier.applies_to if key != ALL_PHASES]
        yield from _known(pack, tree, (*path, "applies_to"), applies)


def _factors(modifier: Modifier, tree: Tree, path: Path) -> Iterator[Issue]:
    """Yield an issue for a curve at no number above 0, and for a factor out of order."""
    for key in modifier.curve or ():
        if key <= 0:
            place = tree.key(*path, "curve", key)
            yield Issue(Message("R103", {"got": key, "bound": "> 0"}), place)
    for level, factor in (modifier.levels or {}).items():
        if not isinstance(factor, float) and not factor.low <= factor.likely <= factor.high:
            yield Issue(Message("R110"), tree.at(*path, "levels", level))


def _sizes(pack: Pack, tree: Tree) -> Iterator[Issue]:
    """Yield an issue for each phase that its modifiers together can blow up beyond reckoning."""
    reach = dict.fromkeys(pack.phases, 0.0)
    for modifier in pack.modifiers.values():
        factors = (*(modifier.levels or {}).values(), *(modifier.curve or {}).values())
        widest = max((abs(log(end)) for each in factors for end in _ends(each)), default=0.0)
        everywhere = modifier.applies_to.get(ALL_PHASES)
        for name in pack.phases if everywhere is not None else modifier.applies_to:
            strength = modifier.applies_to.get(name, everywhere or 0.0)
            reach[name] = reach.get(name, 0.0) + strength * widest
    for name in pack.phases:
        if reach[name] > log(MOST_TOGETHER):
            values = {
                "got": f"x{exp(min(reach[name], 700)):.0e}",
                "bound": f"<= x{MOST_TOGETHER:.0e}",
            }
            yield Issue(Message("R103", values), tree.key("phases", name))


def _ends(factor: float | FactorTriple) -> tuple[float, ...]:
    """Return the least and the largest of a factor."""
    return (factor,) if isinstance(factor, float) else (factor.low, factor.high)


def _references(pack: Pack, tree: Tree) -> Iterator[Issue]:
    for name, scope in pack.scopes.items():
        yield from _known(pack, tree, ("scopes", name, "skip"), enumerate(scope.skip))
    for name, milestone in pack.milestones.items():
        yield from _known(pack, tree, ("milestones", name), [("after", milestone.after)])
    for name, case in pack.cases.items():
        yield from _expect(pack, tree, ("cases", name, "expect"), case.expect)
    for name, declared in pack.inputs.items():
        other = declared.otherwise
        if other is not None and other not in pack.inputs:
            yield _unknown_input(pack, tree, ("inputs", name, "else"), other)
        elif other is not None:
            yield from _stands_in(pack, tree, name, other)


def _frozen_phases(pack: Pack, tree: Tree) -> Iterator[Issue]:
    for number, freeze in enumerate(pack.freezes):
        path = ("freezes", number)
        if freeze.phases is None and pack.go_live not in pack.phases:
            yield Issue(Message("R107", {"key": "phases"}), tree.key(*path))
        yield from _known(pack, tree, (*path, "phases"), enumerate(freeze.phases or ()))
    if "go_live" in tree.value:
        yield from _known(pack, tree, (), [("go_live", pack.go_live)])


def _risks(pack: Pack, tree: Tree) -> Iterator[Issue]:
    for at, risk in enumerate(pack.risks):
        yield from _known(pack, tree, ("risks", at), [("phase", risk.phase)])
    for at in taken_titles(pack.risks):
        message = Message("R131", {"risk": pack.risks[at].title})
        yield Issue(message, tree.at("risks", at, "title"))


def _expect(pack: Pack, tree: Tree, path: Path, expect: Expect) -> Iterator[Issue]:
    """Yield an issue for a case that promises nothing, or of a phase that is not there."""
    if expect.weeks is None and expect.p90_over is None:
        yield _one_of(tree, path, "weeks", "p90_over")
    if expect.phase is not None:
        yield from _known(pack, tree, path, [("phase", expect.phase)])


def _stands_in(pack: Pack, tree: Tree, name: str, other: str) -> Iterator[Issue]:
    """Yield an issue where an input that stands in for another can hold what that one cannot."""
    levels, others = pack.inputs[name].level_values, pack.inputs[other].level_values
    if (levels is None) != (others is None) or not set(others or ()) <= set(levels or ()):
        wants = Message("wants_number" if levels is None else "wants_levels")
        values = {"key": "else", "input": other, "wants": wants}
        yield Issue(Message("R122", values), tree.key("inputs", name, "else"))


def _cycles(pack: Pack, tree: Tree) -> Iterator[Issue]:
    phases = {name: phase.predecessors for name, phase in pack.phases.items()}
    stand_ins = {
        name: [declared.otherwise] if declared.otherwise else []
        for name, declared in pack.inputs.items()
    }
    for section, graph in (("phases", phases), ("inputs", stand_ins)):
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            nodes = [str(node) for node in reversed(error.args[1])]
            message = Message("R106", {"ring": " -> ".join(nodes)})
            yield Issue(message, tree.key(section, nodes[0]))


def _known(pack: Pack, tree: Tree, path: Path, names: Iterable[tuple[Any, str]]) -> Iterator[Issue]:
    for key, name in names:
        if name not in pack.phases:
            place = tree.at(*path, key) if key != name else tree.key(*path, key)
            yield Issue(Message("R104", {"phase": name}), place, close_to(name, pack.phases))


def _unknown_input(pack: Pack, tree: Tree, path: Path, name: str) -> Issue:
    return Issue(Message("R105", {"input": name}), tree.at(*path), close_to(name, pack.inputs))


def _reads(pack: Pack, tree: Tree, path: Path) -> str | None:
    """Return the input that the entry at a path reads, if the pack declares it."""
    name: str = tree.value_at(*path, "reads")
    return name if name in pack.inputs else None


def _fits(pack: Pack, tree: Tree, path: Path, key: str, *, number: bool) -> Iterator[Issue]:
    """Yield an issue where a rule wants a number and its input has levels, or the other way."""
    name = _reads(pack, tree, path)
    if name is not None and (pack.inputs[name].level_values is None) != number:
        code = "wants_number" if number else "wants_levels"
        message = Message("R122", {"key": key, "input": name, "wants": Message(code)})
        yield Issue(message, tree.key(*path, key))


def _table(pack: Pack, tree: Tree, path: Path, table: Iterable[Any]) -> Iterator[Issue]:
    """Yield what is wrong with a table by level: it has each level of its input, and no other."""
    name = _reads(pack, tree, path)
    if name is None:
        yield _unknown_input(pack, tree, (*path, "reads"), tree.value_at(*path, "reads"))
        return
    yield from _fits(pack, tree, path, "levels", number=False)
    levels = pack.inputs[name].level_values
    if levels is None:
        return
    written = list(table)
    for level in written:
        if level not in levels:
            message = Message("R109", {"level": level, "input": name})
            place = tree.key(*path, "levels", level)
            yield Issue(message, place, level_hint(level, levels))
    missing = [level for level in levels if level not in written]
    if missing:
        message = Message("R108", {"levels": missing, "input": name})
        yield Issue(message, tree.key(*path, "levels"))


def check_when(pack: Pack, tree: Tree, path: Path, when: When) -> Iterator[Issue]:
    """Yield what is wrong with the condition at a path: its input exists and can meet it."""
    if when.reads not in pack.inputs:
        yield _unknown_input(pack, tree, (*path, "reads"), when.reads)
        return
    for key, bound in (("min", when.min), ("max", when.max)):
        if bound is not None:
            yield from _fits(pack, tree, path, key, number=True)
    yield from _values(pack, tree, path, when)
    if when.min is not None and when.max is not None and when.min > when.max:
        yield Issue(Message("R110"), tree.key(*path))
    if when.min is None and when.max is None and when.values is None:
        yield _one_of(tree, path, "min", "max", "is")


def _values(pack: Pack, tree: Tree, path: Path, when: When) -> Iterator[Issue]:
    """Yield an issue for each value of a condition that its input cannot have."""
    levels = pack.inputs[when.reads].level_values
    for at, value in enumerate(when.values or ()):
        place = tree.at(*path, "is", at)
        if levels is None and not isinstance(value, float):
            wants = {"key": "is", "input": when.reads, "wants": Message("wants_levels")}
            yield Issue(Message("R122", wants), place)
        elif levels is not None and not is_level(value, levels):
            message = Message("R109", {"level": value, "input": when.reads})
            yield Issue(message, place, level_hint(value, levels))


def _one_of(tree: Tree, path: Path, *keys: str) -> Issue:
    return Issue(Message("R120", {"keys": list(keys)}), tree.key(*path))
