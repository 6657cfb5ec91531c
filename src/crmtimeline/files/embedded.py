"""Embedded rules: a pack and a calendar inside a saved estimate, checked as their files are.

JSON has no keys but texts, so that a key stands there as YAML spells it: 20 is a number and true a
boolean, and a text that YAML would take for one of them is in quotes.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from crmtimeline.errors import InputError
from crmtimeline.files.calendars import checked_calendar
from crmtimeline.files.digest import digest_of
from crmtimeline.files.packs import LoadedPack, checked_pack
from crmtimeline.files.plain_tree import place_in, plain_tree
from crmtimeline.files.scalars import plain_value
from crmtimeline.files.yaml_tree import Tree, read_scalar
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.pack import RulePack

PACK, CALENDAR = "origin.pack", "origin.calendar"
"""Where they stand in an estimate."""

_QUOTES = ('"', "'")


def with_rules(estimate: Estimate, pack: LoadedPack, calendar: Calendar | None) -> Estimate:
    """Return an estimate that carries the pack and the calendar that it was made with."""
    assert estimate.origin is not None, "the engine has just made it"
    days = calendar.content if estimate.calendar and calendar else None
    rules = {"pack": spelled(pack.tree.value), "calendar": spelled(days)}
    return replace(estimate, origin=replace(estimate.origin, **rules))


def embedded_pack(content: Mapping[str, Any], name: str) -> LoadedPack:
    """Return the pack of an estimate in the file `name`. Raises InputError with all its faults."""
    tree = _tree(content, name, PACK)
    labels = {mark.file: mark.file for mark in tree.marks.values()}
    rules = RulePack(checked_pack(tree), digest_of(tree.value), tree.marks, labels)
    return LoadedPack(rules, tree, ())


def embedded_calendar(content: Mapping[str, Any], name: str) -> Calendar:
    """Return the calendar of an estimate in the file `name`. Raises InputError as a file of it."""
    return checked_calendar(_tree(content, name, CALENDAR))


def spelled(value: Any) -> Any:
    """Return plain values with each key as YAML spells it.

    >>> spelled({20: 0.6, True: 1, "deep": 2, "20": 3})
    {'20': 0.6, 'true': 1, 'deep': 2, '"20"': 3}
    """
    if isinstance(value, dict):
        return {_spelled(key): spelled(each) for key, each in value.items()}
    return [spelled(each) for each in value] if isinstance(value, list) else value


def unspelled(value: Any, path: tuple[str, ...] = ("",)) -> Any:
    """Return plain values with each key as it was before it was spelled; `path` leads from a file.

    Raises InputError for a key that YAML cannot read.
    """
    if isinstance(value, Mapping):
        return {_key(key, path): unspelled(each, (*path, key)) for key, each in value.items()}
    return [unspelled(each, path) for each in value] if isinstance(value, list) else value


def _spelled(key: Any) -> str:
    plain = isinstance(key, str) and plain_value(key) == key and not key.startswith(_QUOTES)
    return key if plain else json.dumps(key, ensure_ascii=False)


def _tree(content: Mapping[str, Any], name: str, inside: str) -> Tree:
    return plain_tree(unspelled(content, (name, inside)), name, inside)


def _key(text: str, path: tuple[str, ...]) -> Any:
    try:
        return read_scalar(text, "")
    except InputError as error:
        raise InputError([replace(each, place=place_in(*path)) for each in error.issues]) from None
