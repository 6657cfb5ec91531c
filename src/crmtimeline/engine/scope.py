"""Scope: which phases of the pack happen in this project, and what is tied to what.

Takes rules and a profile with its inputs; returns activities. After it nobody reads rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import TopologicalSorter
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from crmtimeline.engine.inputs import Inputs
from crmtimeline.engine.ranges import Ranges
from crmtimeline.errors import InputError, Issue, Message, Place
from crmtimeline.model.cite import cite_shown
from crmtimeline.model.estimate import Excluded
from crmtimeline.model.pack import Pack, RulePack, When
from crmtimeline.model.plan import Activity, Expected, Floats, Hazard, Presence, Tie
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language, text_in


@dataclass(frozen=True, eq=False, repr=False)
class Scoped:
    """Activities in the pack's order, phases left out with the reason, and what comes after."""

    activities: tuple[Activity, ...]
    excluded: tuple[Excluded, ...]
    expected: tuple[Expected, ...]


class Like(NamedTuple):
    """The activities of a project that differs in some inputs only, and the phases they reach."""

    activities: tuple[Activity, ...]
    reached: frozenset[str]


def scope(
    rules: RulePack,
    profile: Profile,
    inputs: Inputs,
    language: Language,
    like: Like | None = None,
) -> Scoped:
    """Return what is left of the pack for this profile. Raises InputError P114 if nothing is.

    Phases that a change of inputs does not reach are as in the project that this one is `like`.
    """
    pack = rules.pack
    excluded = tuple(_excluded(pack, profile, inputs, language))
    out = {phase.id for phase in excluded}
    if out >= pack.phases.keys():
        place = min(profile.places.values(), default=Place("profile"))
        raise InputError([Issue(Message("P114"), place)])
    inside = {name: at for at, name in enumerate(name for name in pack.phases if name not in out)}
    same = {each.id: each for each in like.activities} if like else {}
    if list(same) == list(inside):
        ties = {name: each.ties for name, each in same.items()}
    else:
        ties = _ties(pack, inside)
    read = _Read(pack, profile, inputs, language, Ranges(rules, profile, inputs, language))
    activities = tuple(
        replace(same[name], ties=ties[name])
        if like is not None and name in same and name not in like.reached
        else read.activity(name, ties[name])
        for name in inside
    )
    return Scoped(activities, excluded, tuple(_expected(pack, inside, language)))


@dataclass(frozen=True, eq=False, repr=False)
class _Read:
    """What activities are made from."""

    pack: Pack
    profile: Profile
    inputs: Inputs
    language: Language
    ranges: Ranges

    def activity(self, name: str, ties: tuple[Tie, ...]) -> Activity:
        """Return the activity of a phase."""
        phase, found = self.pack.phases[name], self.ranges.of(name)
        when = None if name in self.profile.keys.phases else phase.when
        return Activity(
            id=name,
            title=text_in(phase.title, self.language, name),
            weeks=found.weeks,
            known=found.known,
            terms=found.terms,
            presence=_presence(when, self.inputs),
            in_scenario=when is None or meets(when, self.inputs[when.reads].value),
            ties=ties,
            trace=found.trace,
            cite=found.trace[0].cite,
            risks=tuple(_hazards(self.pack, self.profile, name)),
        )


def _hazards(pack: Pack, profile: Profile, name: str) -> Iterator[Hazard]:
    for risk in (*pack.risks, *profile.keys.risks):
        if risk.phase == name:
            yield Hazard(risk.title, risk.probability, risk.weeks.triple)


def _expected(pack: Pack, inside: Mapping[str, int], language: Language) -> Iterator[Expected]:
    for name, each in pack.milestones.items():
        if each.after in inside:
            title = text_in(each.title, language, name)
            cite = cite_shown(each.weeks.cite or each.cite, language)
            yield Expected(name, title, each.after, each.weeks.triple, cite)


def _excluded(
    pack: Pack, profile: Profile, inputs: Inputs, language: Language
) -> Iterator[Excluded]:
    keys = profile.keys
    window = pack.scopes[keys.scope] if keys.scope else None
    by_scope = window.skip if window else []
    scope_title = text_in(window.title if window else None, language, keys.scope or "")
    for name, phase in pack.phases.items():
        title = text_in(phase.title, language, name)
        if name in keys.skip:
            yield Excluded(name, title, Message("out_by_profile"))
        elif name in by_scope:
            yield Excluded(name, title, Message("out_by_scope", {"scope": scope_title}))
        elif phase.when is not None:
            own = name in keys.phases and not inputs[phase.when.reads].given
            reason = None if own else _unmet(phase.when, inputs, language)
            if reason is not None:
                yield Excluded(name, title, reason)


def _unmet(when: When, inputs: Inputs, language: Language) -> Message | None:
    """Return why a condition on an input that is fixed does not hold, or None."""
    read = inputs[when.reads]
    values = (read.value,) if read.draw is None else read.draw.values
    if _holds(when, values).any():
        return None
    shown: dict[str, Any] = {"input": read.title(language), "value": read.shown(language)}
    if when.values is not None:
        return Message("out_by_value", shown)
    below = when.min is not None and float(read.value) < when.min
    bound = when.min if below else when.max
    return Message("out_by_min" if below else "out_by_max", {**shown, "bound": bound})


def _presence(when: When | None, inputs: Inputs) -> Presence | None:
    if when is None or (draw := inputs[when.reads].draw) is None:
        return None
    return Presence(draw, _holds(when, draw.values))


def meets(when: When, value: Any) -> bool:
    """Return whether a condition holds at a value of its input."""
    return bool(_holds(when, (value,))[0])


def _holds(when: When, values: Sequence[Any] | Floats) -> NDArray[np.bool_]:
    """Return for each value whether the condition holds at it."""
    at = values if isinstance(values, np.ndarray) else np.array(values, dtype=object)
    holds = np.full(len(at), True)
    if when.values is not None:
        holds &= np.array([value in when.values for value in at.tolist()])
    if when.min is not None:
        holds &= (at >= when.min).astype(bool)
    if when.max is not None:
        holds &= (at <= when.max).astype(bool)
    return holds


def _ties(pack: Pack, inside: dict[str, int]) -> dict[str, tuple[Tie, ...]]:
    """Return each phase's dependencies; one on a phase that fell out goes to those before it."""
    before = {name: phase.predecessors for name, phase in pack.phases.items()}
    reached: dict[str, tuple[Tie, ...]] = {}
    for name in TopologicalSorter(before).static_order():
        phase = pack.phases[name]
        direct = [
            *((source, Tie(inside.get(source, -1), "FS", 0.0, 0.0)) for source in phase.after),
            *(
                (link.source, Tie(inside.get(link.source, -1), link.kind, *link.lag))
                for link in phase.links
            ),
        ]
        own = dict.fromkeys(
            tie
            for source, direct_tie in direct
            for tie in ((direct_tie,) if source in inside else reached[source])
        )
        if name not in inside:
            own = dict.fromkeys(Tie(tie.source, "FS", 0.0, 0.0) for tie in own)
        reached[name] = tuple(own)
    return reached
