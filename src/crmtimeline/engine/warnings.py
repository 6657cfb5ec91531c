"""Warnings: what in a profile changes nothing, and so may surprise its writer."""

from collections.abc import Iterator, Sequence
from typing import Any

from crmtimeline.errors import Message
from crmtimeline.model.estimate import Excluded, Warned
from crmtimeline.model.pack import EMPLOYEES, SIZE, USERS, Pack, RulePack
from crmtimeline.model.profile import RESERVED, Profile
from crmtimeline.model.strict import Language, text_in


def warnings(
    rules: RulePack, profile: Profile, excluded: Sequence[Excluded], language: Language
) -> tuple[Warned, ...]:
    """Return a warning for each key that is not used, in the order of the profile."""
    found = [
        *_reserved(profile),
        *_unread(rules.pack, profile, language),
        *_own_ranges(profile, excluded),
    ]
    return tuple(
        Warned(message.code, str(profile.places[key]), message)
        for key, message in sorted(found, key=lambda each: profile.places[each[0]])
    )


Found = Iterator[tuple[str, Message]]


def _reserved(profile: Profile) -> Found:
    for key in RESERVED:
        if profile.given.get(key) is not None:
            yield key, Message("W101", {"key": key})


def _unread(pack: Pack, profile: Profile, language: Language) -> Found:
    read = set(_reads(pack))
    for name in profile.inputs:
        if name not in read:
            title = text_in(
                pack.inputs[name].title if name in pack.inputs else None, language, name
            )
            yield name, Message("W102", {"input": name, "title": title})


def _reads(pack: Pack) -> Iterator[str]:
    if pack.presets:
        yield from (SIZE, EMPLOYEES, USERS)
    entries: list[Any] = [*pack.modifiers.values()]
    for phase in pack.phases.values():
        entries += [part for part in (phase.when, phase.weeks_by) if part is not None]
    for entry in entries:
        yield entry.reads
        declared = pack.inputs[entry.reads]
        while declared.otherwise is not None:
            yield declared.otherwise
            declared = pack.inputs[declared.otherwise]


def _own_ranges(profile: Profile, excluded: Sequence[Excluded]) -> Found:
    out = {phase.id for phase in excluded}
    for name in profile.keys.phases:
        if name in out:
            yield f"phases.{name}", Message("W103", {"phase": name})
