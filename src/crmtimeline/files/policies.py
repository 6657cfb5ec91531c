"""Policies: files of rules that profiles are held to, checked against the packs of the profiles.

A name that one of these packs, or a shipped one, knows is right: a policy may serve several packs.
Issues: G101 to G110.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from pathlib import Path as FilePath
from typing import NamedTuple

from crmtimeline.errors import InputError, Issue, Message, Path, Place
from crmtimeline.files.disk import read_bytes
from crmtimeline.files.pack_inputs import is_level
from crmtimeline.files.packs import load_pack, shipped_ids
from crmtimeline.files.shape import POLICY_CODES, check_shape, close_to, level_hint, wrong_type
from crmtimeline.files.yaml_tree import Tree, read_tree
from crmtimeline.model.inputs import Bounds
from crmtimeline.model.pack import SIZE, Pack
from crmtimeline.model.policy import KINDS, OF_PHASES, NamedRule, Policy, PolicyRule
from crmtimeline.model.profile import ProfileKeys
from crmtimeline.model.strict import Value

Reference = Callable[[Pack], list[Issue]]
"""A name in a policy: returns what is wrong with it for a pack."""


class LoadedPolicy(NamedTuple):
    """The rules of a file, and its tree."""

    rules: tuple[NamedRule, ...]
    tree: Tree


def load_policy(file: str) -> LoadedPolicy:
    """Return the rules of a file. Raises InputError with all that is wrong in it."""
    tree = read_tree(read_bytes(FilePath(file), file), file)
    policy, issues = check_shape(Policy, tree.value, tree, POLICY_CODES)
    if policy is None:
        raise InputError(issues)
    issues = [issue for name, rule in policy.rules.items() for issue in _slips(rule, tree, name)]
    if issues:
        raise InputError(issues)
    rules = (NamedRule(name, rule, tree.key("rules", name)) for name, rule in policy.rules.items())
    return LoadedPolicy(tuple(rules), tree)


def _slips(rule: PolicyRule, tree: Tree, name: str) -> Iterator[Issue]:
    """Yield what is wrong between the fields of a rule."""
    kinds = [kind for kind in KINDS if getattr(rule, kind) is not None]
    if len(kinds) != 1:
        yield Issue(Message("G106", {"keys": list(KINDS)}), tree.key("rules", name))
    for kind in kinds:
        limit = getattr(rule, kind)
        if getattr(limit, "phase", None) is not None and limit.at not in OF_PHASES:
            values = {"got": str(limit.at), "allowed": [str(each) for each in OF_PHASES]}
            yield Issue(Message("G104", values), tree.at("rules", name, kind, "at"))
    for key, wanted in rule.when.items():
        low, high = (wanted.min, wanted.max) if isinstance(wanted, Bounds) else (None, None)
        if low is not None and high is not None and low > high:
            yield Issue(Message("G110"), tree.at("rules", name, "when", key))


def check_names(policy: LoadedPolicy, packs: Sequence[Pack]) -> Iterator[Issue]:
    """Yield an issue for each phase, input or level that no pack knows; `packs` are asked first."""
    for named in policy.rules:
        for reference in _references(named, policy.tree):
            found = [reference(pack) for pack in packs or _shipped()]
            if all(found) and all(reference(pack) for pack in _shipped()):
                yield from found[0]


@cache
def _shipped() -> list[Pack]:
    return [load_pack(name, FilePath(), Place(name)).rules.pack for name in shipped_ids()]


def _references(named: NamedRule, tree: Tree) -> Iterator[Reference]:
    """Yield for each name in a rule what tells whether a pack knows it."""
    path: Path = ("rules", named.name)
    if named.phase is not None:
        yield partial(_phase, named.phase, tree.at(*path, named.kind, "phase"))
    for at, name in enumerate(named.rule.require or ()):
        if name not in ProfileKeys.model_fields:
            yield partial(_input, name, tree.at(*path, "require", at), ProfileKeys.model_fields)
    for name, wanted in named.rule.when.items():
        yield partial(_condition, name, wanted, tree, (*path, "when", name))


def _phase(name: str, place: Place, pack: Pack) -> list[Issue]:
    if name in pack.phases:
        return []
    return [Issue(Message("G107", {"phase": name}), place, close_to(name, pack.phases))]


def _input(name: str, place: Place, others: Iterable[str], pack: Pack) -> list[Issue]:
    known = _declared(pack)
    if name in known:
        return []
    return [Issue(Message("G108", {"input": name}), place, close_to(name, [*known, *others]))]


def _condition(
    name: str, wanted: Sequence[Value] | Bounds, tree: Tree, path: Path, pack: Pack
) -> list[Issue]:
    """Return what is wrong with the values, or the range, at which a rule holds."""
    if unknown := _input(name, tree.key(*path), (), pack):
        return unknown
    levels = _declared(pack)[name]
    if isinstance(wanted, Bounds):
        return [] if levels is None else [_wrong_type("list", {}, tree.at(*path))]
    values = [(value, tree.at(*path, at)) for at, value in enumerate(wanted)]
    if levels is None:
        return [
            _wrong_type("number", value, place)
            for value, place in values
            if isinstance(value, bool | str)
        ]
    return [
        Issue(Message("G109", {"level": value, "input": name}), place, level_hint(value, levels))
        for value, place in values
        if not is_level(value, levels)
    ]


def _wrong_type(expected: str, got: object, place: Place) -> Issue:
    message, hint = wrong_type(POLICY_CODES["type"], [expected], got)
    return Issue(message, place, hint)


def _declared(pack: Pack) -> dict[str, tuple[bool | str, ...] | None]:
    """Return the inputs of a pack with their levels; None is a number."""
    sizes = {SIZE: tuple(pack.presets)} if pack.presets else {}
    return {**sizes, **{name: each.level_values for name, each in pack.inputs.items()}}
