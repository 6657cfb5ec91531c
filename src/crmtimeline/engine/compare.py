"""Compare: estimates side by side, and each difference divided among the changed inputs.

Variants of one project share their draws. Each is taken at the later estimate's settings: what is
no input (pack, scope, start, progress and the like) is one further cause, which is what remains
between the first estimate and the later one's settings at the first one's inputs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from crmtimeline.engine.draws import Floats
from crmtimeline.engine.inputs import Inputs
from crmtimeline.engine.results import rounded_weeks
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.shapley import in_order, shapley
from crmtimeline.engine.variants import Variants
from crmtimeline.errors import InputError, Message
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.compare import (
    Chance,
    Comparison,
    Contribution,
    Difference,
    EstimateCompared,
    InputCompared,
    PhaseCompared,
    TotalCompared,
    letter,
)
from crmtimeline.model.estimate import Estimate
from crmtimeline.model.figures import AtShares
from crmtimeline.model.inputs import MOST, Bounds
from crmtimeline.model.origin import Tool
from crmtimeline.model.pack import SIZE, Pack, RulePack
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language, Value

MOST_AT_ONCE = 6
"""Changed inputs up to which all orders are averaged: 2^6 variants."""

SHARES = (50, 80)

WITHOUT_WEIGHT = ("name", "pack", "language", "deadline", "calendar", "risks", "done")
"""Fixed keys that change no weeks, or that are compared by what they lead to."""


@dataclass(frozen=True, eq=False, repr=False)
class Basis:
    """What an estimate is made from."""

    rules: RulePack
    profile: Profile
    settings: Settings
    calendar: Calendar | None

    def variants(self) -> Variants:
        """Return its variants."""
        return Variants(self.rules, self.profile, self.settings, self.calendar)


@dataclass(frozen=True, eq=False, repr=False)
class Candidate:
    """One estimate to compare; without a basis its figures are all that is known of it."""

    shown: EstimateCompared
    inputs: Mapping[str, Value]
    basis: Basis | None
    note: Message | None = None


def compare(candidates: Sequence[Candidate], language: Language, version: str) -> Comparison:
    """Return the estimates side by side, each later one with what makes it differ."""
    first = candidates[0]
    notes = [each.note for each in candidates if each.note is not None]
    notes += _noise(candidates)
    differences, contributions = [], []
    for at in range(1, len(candidates)):
        difference, parts, note = _against(first, candidates[at], at, language)
        differences.append(difference)
        contributions += parts
        notes += [note] if note is not None else []
    return Comparison(
        schema="crmtimeline/compare/1",
        tool=Tool(version),
        language=language,
        estimates=tuple(each.shown for each in candidates),
        inputs=tuple(_inputs(candidates, language)),
        differences=tuple(differences),
        contributions=tuple(contributions),
        notes=tuple(notes),
    )


def estimate_compared(estimate: Estimate, file: str) -> EstimateCompared:
    """Return what a comparison shows of an estimate."""
    deadline = estimate.deadline
    phases = [
        PhaseCompared(
            each.id, each.title, AtShares(each.duration.p50, each.duration.p80), each.in_scope
        )
        for each in estimate.phases
    ]
    phases += [PhaseCompared(each.id, each.title, None, 0.0) for each in estimate.excluded]
    return EstimateCompared(
        name=estimate.profile.name,
        file=file,
        pack=estimate.pack,
        simulation=estimate.simulation,
        saved=False,
        total=TotalCompared(estimate.total.weeks, estimate.total.finish_date),
        deadline=Chance(deadline.date, deadline.probability) if deadline else None,
        phases=tuple(phases),
        basis=estimate.basis,
    )


def _noise(candidates: Sequence[Candidate]) -> list[Message]:
    """Return a note where not all estimates share their draws."""
    draws = {(each.shown.simulation.trials, each.shown.simulation.seed) for each in candidates}
    return [Message("compare_noise")] if len(draws) > 1 else []


def _inputs(candidates: Sequence[Candidate], language: Language) -> list[InputCompared]:
    names = dict.fromkeys(name for each in reversed(candidates) for name in each.inputs)
    compared = []
    for name in names:
        values = tuple(each.inputs.get(name) for each in candidates)
        if any(value != values[0] for value in values):
            shown = tuple(_shown(each, name, language) for each in candidates)
            compared.append(InputCompared(name, _title(candidates, name, language), values, shown))
    return compared


def _title(candidates: Sequence[Candidate], name: str, language: Language) -> str | Message:
    if name == SIZE:
        return Message("company_size")
    for each in reversed(candidates):
        if each.basis is not None and name in each.basis.rules.pack.inputs:
            return Inputs(each.basis.rules.pack, each.inputs, 0, 1)[name].title(language)
    return name


def _shown(candidate: Candidate, name: str, language: Language) -> Value | None:
    """Return what a person reads for an input's value."""
    value, basis = candidate.inputs.get(name), candidate.basis
    if value is None or basis is None or name not in basis.rules.pack.inputs:
        return value
    return Inputs(basis.rules.pack, candidate.inputs, 0, 1)[name].shown(language)


def _against(
    first: Candidate, later: Candidate, at: int, language: Language
) -> tuple[Difference, list[Contribution], Message | None]:
    """Return the difference of two estimates, what makes it up, and a note on how."""
    before, after = first.shown.total.weeks, later.shown.total.weeks
    printed = Difference(at, _pair([after.p50 - before.p50, after.p80 - before.p80]), None)
    if first.basis is None or later.basis is None:
        return printed, [], None
    changed = _changed(first.inputs, _as_written(later.basis.profile))
    pack = later.basis.rules.pack
    causes = [name for name in changed if _takes(pack, name, first.inputs.get(name))]
    variants = later.basis.variants()

    def worth(names: frozenset[str]) -> Floats:
        kept = {name: first.inputs.get(name) for name in causes if name not in names}
        return _weeks(variants, kept)

    averaged = len(causes) <= MOST_AT_ONCE
    try:
        shares = (shapley if averaged else in_order)(causes, worth)
        start, end = worth(frozenset()), worth(frozenset(causes))
    except InputError:
        return printed, [], Message("compare_impossible", {"later": letter(at)})
    parts = [_part(at, first, later, name, shares[name], language) for name in causes]
    if averaged:
        parts.sort(key=lambda part: -abs(part.weeks.p80))
    origin = _weeks(first.basis.variants(), {})
    settings = _settings(first.basis, later.basis)
    settings += [name for name in changed if name not in causes]
    if settings:
        parts.append(_other(at, settings, start - origin))
    difference = Difference(at, _pair(end - origin), "shapley" if averaged else "in_order")
    note = None if averaged else Message("compare_in_order", {"later": letter(at)})
    return difference, parts, note


def _as_written(profile: Profile) -> dict[str, Value]:
    """Return the inputs in the order of the profile: systems count where they are listed."""
    groups = list(profile.given)
    names = sorted(profile.inputs, key=lambda name: groups.index(name.split(".")[0]))
    return {name: profile.inputs[name] for name in names}


def _changed(first: Mapping[str, Value], later: Mapping[str, Value]) -> list[str]:
    """Return the inputs that differ, in the order of the later profile."""
    return [name for name in dict.fromkeys([*later, *first]) if first.get(name) != later.get(name)]


def _takes(pack: Pack, name: str, value: Value | None) -> bool:
    """Whether a pack declares an input that can have this value."""
    if name == SIZE:
        return value is None or value in pack.presets
    if name not in pack.inputs:
        return False
    if value is None:
        return True
    levels = pack.inputs[name].level_values
    if levels is not None:
        return any(value == level and type(value) is type(level) for level in levels)
    if isinstance(value, bool | str):
        return False
    bounds = pack.inputs[name].number or Bounds()
    least = -MOST if bounds.min is None else bounds.min
    return least <= value <= (MOST if bounds.max is None else bounds.max)


def _weeks(variants: Variants, changes: Mapping[str, Value | None]) -> Floats:
    return np.array([variants.weeks(changes, share) for share in SHARES])


def _settings(first: Basis, later: Basis) -> list[str]:
    """Return what differs between two estimates beside their inputs."""
    names = [] if first.rules.digest == later.rules.digest else ["pack"]
    keys, others = first.profile.keys, later.profile.keys
    names += [
        name
        for name in type(keys).model_fields
        if name not in WITHOUT_WEIGHT and getattr(keys, name) != getattr(others, name)
    ]
    if keys.start and others.start and _digest(first.calendar) != _digest(later.calendar):
        names.append("calendar")
    return names + [
        name
        for name in ("trials", "seed")
        if getattr(first.settings, name) != getattr(later.settings, name)
    ]


def _digest(calendar: Calendar | None) -> str | None:
    return calendar.digest if calendar else None


def _part(
    at: int, first: Candidate, later: Candidate, name: str, weeks: Floats, language: Language
) -> Contribution:
    return Contribution(
        estimate=at,
        input=name,
        title=_title([first, later], name, language),
        settings=(),
        from_=first.inputs.get(name),
        to=later.inputs.get(name),
        from_shown=_shown(first, name, language),
        to_shown=_shown(later, name, language),
        weeks=_pair(weeks),
    )


def _other(at: int, settings: Sequence[str], weeks: Floats) -> Contribution:
    title = Message("other_settings")
    return Contribution(at, None, title, tuple(settings), None, None, None, None, _pair(weeks))


def _pair(weeks: Sequence[float] | Floats) -> AtShares:
    return AtShares(*(rounded_weeks(float(each)) for each in weeks))
