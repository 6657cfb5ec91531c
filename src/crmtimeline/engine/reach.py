"""Reach: which phases a change of an input can change, in length or in scope."""

from collections.abc import Iterable

from crmtimeline.model.pack import ALL_PHASES, EMPLOYEES, SIZE, USERS, Pack


def decides(pack: Pack, name: str) -> bool:
    """Whether on this input hangs what others usually are, or may be."""
    return not _read_as(pack, [name]).isdisjoint((SIZE, EMPLOYEES, USERS))


def reached(pack: Pack, names: Iterable[str]) -> frozenset[str]:
    """Return the phases whose length or scope hangs on some inputs that decide on no others."""
    read, found = _read_as(pack, names), set[str]()
    for phase, entry in pack.phases.items():
        readers = (entry.when, entry.weeks_by)
        if any(each is not None and each.reads in read for each in readers):
            found.add(phase)
    for modifier in pack.modifiers.values():
        if modifier.reads in read:
            acts_on = modifier.applies_to
            found |= pack.phases.keys() if ALL_PHASES in acts_on else acts_on.keys()
    return frozenset(found)


def going_before(pack: Pack, phases: Iterable[str]) -> frozenset[str]:
    """Return phases with all that goes before them."""
    found, left = set[str](), list(phases)
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += pack.phases[name].predecessors
    return frozenset(found)


def _read_as(pack: Pack, names: Iterable[str]) -> set[str]:
    """Return inputs with those that they stand in for."""
    found = set(names)
    while more := {name for name, each in pack.inputs.items() if each.otherwise in found} - found:
        found |= more
    return found
