"""Ranges: how many weeks each phase takes by the rules, folded step by step, with its trace."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from typing import Any, NamedTuple

from crmtimeline.engine.factors import Logs, factors_at, factors_of, term, weeks_at
from crmtimeline.engine.inputs import Inputs, Settled
from crmtimeline.model.cite import Cite, CiteShown, cite_shown
from crmtimeline.model.pack import ALL_PHASES, Modifier, RulePack, WeeksBy
from crmtimeline.model.plan import Step, Term, Triple
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language, text_in

ONE: Triple = (1.0, 1.0, 1.0)


@dataclass(frozen=True, eq=False, repr=False)
class PhaseRange:
    """A phase's range by the rules, what of it is known, what is not, and its trace.

    `weeks` is at the usual values; `known` leaves out every factor of an unknown input, and `terms`
    hold those.
    """

    weeks: Triple
    known: Triple
    terms: tuple[Term, ...]
    trace: tuple[Step, ...]


class _Effect(NamedTuple):
    """A modifier at the value of its input, and its logs over the draws where that is unknown."""

    name: str
    modifier: Modifier
    read: Settled
    logs: Logs
    drawn: Logs | None


class Ranges:
    """Folds the rules into a range per phase; what phases share is computed once."""

    def __init__(
        self, rules: RulePack, profile: Profile, inputs: Inputs, language: Language
    ) -> None:
        self._rules, self._profile, self._inputs = rules, profile, inputs
        self._language = language
        self._effects: dict[str, _Effect] = {}
        self._terms: dict[tuple[str, float], Term] = {}

    def of(self, name: str) -> PhaseRange:
        """Return the range of the phase `name`: the user's own, else that of the rules."""
        if name in self._profile.keys.phases:
            return self._own(name)
        base, known, terms = self._base(name)
        trace, weeks = [base], base.after
        for effect, strength in self._effects_on(name):
            step = self._step(effect, strength, weeks)
            trace.append(step)
            weeks = step.after
            if effect.drawn is None:
                known = _times(known, _factor(effect.logs, strength))
            else:
                terms.append(self._term(effect, strength))
        return PhaseRange(weeks, known, tuple(terms), tuple(trace))

    def _own(self, name: str) -> PhaseRange:
        own = self._profile.keys.phases[name]
        cite = CiteShown("assumed", None, own.note) if own.note else None
        place = str(self._profile.places[f"phases.{name}"])
        weeks = own.weeks.triple
        return PhaseRange(weeks, weeks, (), (Step("profile", weeks, place, cite, weeks=weeks),))

    def _base(self, name: str) -> tuple[Step, Triple, list[Term]]:
        phase = self._rules.pack.phases[name]
        if phase.weeks_by is not None:
            return self._base_by(name, phase.weeks_by, phase.cite)
        assert phase.weeks is not None, "the loader refuses a phase without weeks"
        place = self._rules.place("phases", name, "weeks")
        weeks, cite = phase.weeks.triple, self._cite(phase.weeks.cite or phase.cite)
        return Step("base", weeks, place, cite, weeks=weeks), weeks, []

    def _base_by(
        self, name: str, weeks_by: WeeksBy, cite: Cite | None
    ) -> tuple[Step, Triple, list[Term]]:
        read = self._inputs[weeks_by.reads]
        level = weeks_by.levels[read.value]  # type: ignore[index] # the loader checks the levels
        place = self._rules.place("phases", name, "weeks_by", "levels", read.value)
        own = self._cite(level.cite or weeks_by.cite or cite)
        step = Step("base", level.triple, place, own, weeks=level.triple, **self._read(read))
        if read.draw is None:
            return step, level.triple, []
        return step, ONE, [term(read.draw, weeks_at(weeks_by, read.draw.values))]

    def _effects_on(self, name: str) -> Iterator[tuple[_Effect, float]]:
        for key, modifier in self._rules.pack.modifiers.items():
            strength = modifier.applies_to.get(name, modifier.applies_to.get(ALL_PHASES))
            if strength is not None:
                if key not in self._effects:
                    self._effects[key] = self._effect(key, modifier)
                yield self._effects[key], strength

    def _effect(self, key: str, modifier: Modifier) -> _Effect:
        read = self._inputs[modifier.reads]
        drawn = None if read.draw is None else factors_of(modifier, read.draw)
        return _Effect(key, modifier, read, factors_at(modifier, read.value), drawn)

    def _term(self, effect: _Effect, strength: float) -> Term:
        key = (effect.name, strength)
        if key not in self._terms:
            assert effect.read.draw is not None
            assert effect.drawn is not None
            self._terms[key] = term(effect.read.draw, effect.drawn, strength)
        return self._terms[key]

    def _step(self, effect: _Effect, strength: float, weeks: Triple) -> Step:
        factor = _factor(effect.logs, strength)
        entry = ("curve",) if effect.modifier.levels is None else ("levels", effect.read.value)
        return Step(
            step=effect.name,
            title=text_in(effect.modifier.title, self._language, effect.name),
            factor=factor,
            strength=strength,
            before=weeks,
            after=_times(weeks, factor),
            cite=self._cite(effect.modifier.cite),
            place=self._rules.place("modifiers", effect.name, *entry),
            **self._read(effect.read),
        )

    def _cite(self, cite: Cite | None) -> CiteShown | None:
        return cite_shown(cite, self._language)

    def _read(self, read: Settled) -> dict[str, Any]:
        return {
            "input": read.name,
            "input_title": read.title(self._language),
            "value": read.value,
            "shown": read.shown(self._language),
            "assumed": not read.given,
        }


def _factor(logs: Logs, strength: float) -> Triple:
    low, likely, high = (exp(strength * float(log[0])) for log in logs)
    return low, likely, high


def _times(weeks: Triple, factor: Triple) -> Triple:
    return weeks[0] * factor[0], weeks[1] * factor[1], weeks[2] * factor[2]
