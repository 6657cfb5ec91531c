"""Profiles: a tree checked against the keys of every profile and the inputs of its pack.

Issues: P101 to P114, P118, P119, P127 and P130.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from crmtimeline.errors import Issue, Message, Path, Place
from crmtimeline.files.digest import digest_of
from crmtimeline.files.input_values import InputReader
from crmtimeline.files.risk_titles import taken_titles
from crmtimeline.files.shape import PROFILE_CODES, check_shape, close_to
from crmtimeline.files.yaml_tree import Tree
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.pack import EMPLOYEES, SIZE, USERS, Pack
from crmtimeline.model.profile import Profile, ProfileKeys
from crmtimeline.model.strict import Value

_NOTHING: tuple[Any, ...] = (None, {}, [])
"""What a fixed key holds that says as little as no key."""


def check_profile(
    pack: Pack, tree: Tree, prefix: Path = (), label: str | None = None
) -> tuple[Profile | None, list[Issue]]:
    """Return the profile that stands at `prefix` of a tree, or the issues that keep it from one.

    `label` is what places in the result call the tree's file; else its own name.
    """
    given: dict[str, Any] = tree.value_at(*prefix)
    fixed = _fixed(given)
    keys, issues = check_keys(tree, prefix)
    reader = InputReader(pack, tree, prefix)
    inputs = reader.read({key: value for key, value in given.items() if key not in fixed})
    issues += reader.issues
    issues += _contradictions(pack, inputs, tree, reader.paths)
    if keys is not None:
        issues += _references(pack, keys, tree, prefix)
    if keys is None or issues:
        return None, issues
    said = as_given(given)
    paths: dict[str, Path] = {key: (*prefix, key) for key in fixed if key in said} | reader.paths
    paths |= {f"phases.{name}": (*prefix, "phases", name) for name in keys.phases}
    for section in ("risks", "closures", "freezes"):
        entries = range(len(getattr(keys, section)))
        paths |= {f"{section}.{at}": (*prefix, section, at) for at in entries}
    places = {key: _labelled(tree.key(*path), tree, label) for key, path in paths.items()}
    return Profile(keys, inputs, said, digest_of(said), places, _spots(tree, fixed, prefix)), []


def as_given(written: Mapping[str, Any]) -> dict[str, Any]:
    """Return a profile as written without the fixed keys that say nothing."""
    return {
        key: each
        for key, each in written.items()
        if key not in ProfileKeys.model_fields or each not in _NOTHING
    }


def check_keys(tree: Tree, prefix: Path = ()) -> tuple[ProfileKeys | None, list[Issue]]:
    """Return the keys that every profile has, whatever its pack, or what is wrong with them."""
    known = {key: each for key, each in _fixed(tree.value_at(*prefix)).items() if each is not None}
    return check_shape(ProfileKeys, known, tree, PROFILE_CODES, prefix)


def _fixed(given: Mapping[Any, Any]) -> dict[Any, Any]:
    return {key: value for key, value in given.items() if key in ProfileKeys.model_fields}


def _spots(tree: Tree, fixed: Mapping[Any, Any], prefix: Path) -> dict[Path, Place]:
    """Return the exact place of every value under the fixed keys, by its path in the profile."""
    inside = len(prefix)
    return {
        path[inside:]: tree.at(*path)
        for path in tree.marks
        if path[:inside] == prefix and path[inside : inside + 1] in {(key,) for key in fixed}
    }


def _labelled(place: Place, tree: Tree, label: str | None) -> Place:
    renamed = label is not None and place.file == tree.name
    return Place(label or place.file, place.line) if renamed else Place(place.file, place.line)


def _references(pack: Pack, keys: ProfileKeys, tree: Tree, prefix: Path) -> Iterator[Issue]:
    named = [(("skip", at), name) for at, name in enumerate(keys.skip)]
    named += [
        ((section, name), name)
        for section in ("phases", "progress")
        for name in getattr(keys, section)
    ]
    for path, name in named:
        if name not in pack.phases:
            place = tree.key(*prefix, *path)
            yield Issue(Message("P105", {"phase": name}), place, close_to(name, pack.phases))
    yield from _frozen_phases(pack, keys, tree, prefix)
    yield from _risks(pack, keys, tree, prefix)
    if keys.scope is not None and keys.scope not in pack.scopes:
        message = Message("P106", {"scope": keys.scope, "known": list(pack.scopes)})
        yield Issue(message, tree.at(*prefix, "scope"), close_to(keys.scope, pack.scopes))
    else:
        skipped = {*keys.skip, *(pack.scopes[keys.scope].skip if keys.scope else ())}
        if skipped >= pack.phases.keys():
            yield Issue(Message("P114"), tree.key(*prefix, "skip" if keys.skip else "scope"))
    if keys.start and keys.deadline and keys.deadline < keys.start:
        values = {"start": keys.start.isoformat(), "deadline": keys.deadline.isoformat()}
        yield Issue(Message("P112", values), tree.at(*prefix, "deadline"))


def _frozen_phases(pack: Pack, keys: ProfileKeys, tree: Tree, prefix: Path) -> Iterator[Issue]:
    for number, freeze in enumerate(keys.freezes):
        path = (*prefix, "freezes", number)
        if freeze.phases is None and pack.go_live not in pack.phases:
            yield Issue(Message("P118", {"key": "phases"}), tree.key(*path))
        for at, name in enumerate(freeze.phases or ()):
            if name not in pack.phases:
                place = tree.at(*path, "phases", at)
                yield Issue(Message("P105", {"phase": name}), place, close_to(name, pack.phases))


def _risks(pack: Pack, keys: ProfileKeys, tree: Tree, prefix: Path) -> Iterator[Issue]:
    for at, risk in enumerate(keys.risks):
        if risk.phase not in pack.phases:
            place = tree.at(*prefix, "risks", at, "phase")
            yield Issue(
                Message("P105", {"phase": risk.phase}), place, close_to(risk.phase, pack.phases)
            )
    for at in taken_titles(keys.risks, pack.risks):
        message = Message("P130", {"risk": keys.risks[at].title})
        yield Issue(message, tree.at(*prefix, "risks", at, "title"))


def check_holidays(keys: ProfileKeys, calendar: Calendar, tree: Tree) -> Iterator[Issue]:
    """Yield an issue P127 for each window around a holiday that the calendar does not have."""
    for section in ("closures", "freezes"):
        for number, window in enumerate(getattr(keys, section)):
            if window.around is not None and window.around not in calendar.holidays:
                known = list(calendar.holidays)
                message = Message("P127", {"holiday": window.around, "known": known})
                place = tree.at(section, number, "around")
                yield Issue(message, place, close_to(window.around, known))


def _contradictions(
    pack: Pack, inputs: Mapping[str, Value], tree: Tree, paths: Mapping[str, Path]
) -> Iterator[Issue]:
    employees, users, size = (inputs.get(name) for name in (EMPLOYEES, USERS, SIZE))
    if employees is not None and users is not None and float(users) > float(employees):
        values = {"users": users, "employees": employees}
        yield Issue(Message("P108", values), tree.at(*paths[USERS]))
    if size is None:
        return
    ends = pack.presets[str(size)].employees
    if employees is not None and not ends.low <= float(employees) <= ends.high:
        values = {"employees": employees, "size": size, "low": ends.low, "high": ends.high}
        yield Issue(Message("P109", values), tree.at(*paths[EMPLOYEES]))
