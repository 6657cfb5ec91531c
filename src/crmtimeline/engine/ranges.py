"""Ranges: how many weeks each phase takes by the rules, folded step by step, with its trace."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from crmtimeline.engine.factors import factor_at, modifier_term, weeks_term
from crmtimeline.engine.inputs import Inputs, Settled
from crmtimeline.errors import Path
from crmtimeline.model.cite import Cite, CiteShown, cite_shown
from crmtimeline.model.pack import ALL_PHASES, Modifier, Pack, RulePack, WeeksBy
from crmtimeline.model.plan import Step, Term, Triple
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language, text_in

ONE: Triple = (1.0, 1.0, 1.0)


@dataclass(frozen=True, eq=False, repr=False)
class PhaseRange:
    """A phase's range by the rules, what of it is known, what is not, its source and its trace.

    `weeks` is at the usual values; `known` leaves out every factor of an unknown input, and `terms`
    hold those.
    """

    weeks: Triple
    known: Triple
    terms: tuple[Term, ...]
    cite: CiteShown | None
    trace: tuple[Step, ...]


class _Base(NamedTuple):
    """Where a phase's range begins: weeks, what of them is known, and where they stand."""

    weeks: Triple
    known: Triple
    terms: tuple[Term, ...]
    cite: Cite | None
    path: Path
    read: Settled | None


class _Effect(NamedTuple):
    """A modifier that acts on a phase, and at which strength."""

    name: str
    modifier: Modifier
    strength: float


class Ranges:
    """Folds the rules into a range per phase; `traced` also tells each step."""

    def __init__(
        self,
        rules: RulePack,
        profile: Profile,
        inputs: Inputs,
        language: Language,
        *,
        traced: bool,
    ) -> None:
        self._rules, self._profile, self._inputs = rules, profile, inputs
        self._language, self._traced = language, traced

    def of(self, name: str) -> PhaseRange:
        """Return the range of the phase `name`: the user's own, else that of the rules."""
        if name in self._profile.keys.phases:
            return self._own(name)
        base = self._base(name)
        weeks, known, terms = base.weeks, base.known, list(base.terms)
        trace = [self._first(base)] if self._traced else []
        for effect in _effects_on(self._rules.pack, name):
            read = self._inputs[effect.modifier.reads]
            factor = factor_at(effect.modifier, read.value, effect.strength)
            if self._traced:
                trace.append(self._step(effect, read, factor, weeks))
            weeks = _times(weeks, factor)
            if read.draw is None:
                known = _times(known, factor)
            else:
                terms.append(modifier_term(effect.modifier, effect.strength, read.draw))
        return PhaseRange(weeks, known, tuple(terms), self._cite(base.cite), tuple(trace))

    def _own(self, name: str) -> PhaseRange:
        own = self._profile.keys.phases[name]
        cite = CiteShown("assumed", None, own.note) if own.note else None
        place = str(self._profile.places[f"phases.{name}"])
        weeks = own.weeks.triple
        step = Step("profile", weeks, place, cite, weeks=weeks)
        return PhaseRange(weeks, weeks, (), cite, (step,))

    def _base(self, name: str) -> _Base:
        phase = self._rules.pack.phases[name]
        if phase.weeks_by is not None:
            return self._base_by(name, phase.weeks_by, phase.cite)
        assert phase.weeks is not None, "the loader refuses a phase without weeks"
        weeks = phase.weeks.triple
        cite = phase.weeks.cite or phase.cite
        return _Base(weeks, weeks, (), cite, ("phases", name, "weeks"), None)

    def _base_by(self, name: str, weeks_by: WeeksBy, cite: Cite | None) -> _Base:
        read = self._inputs[weeks_by.reads]
        level = weeks_by.levels[read.value]  # type: ignore[index] # the loader checks the levels
        weeks = known = level.triple
        terms: tuple[Term, ...] = ()
        if read.draw is not None:
            known, terms = ONE, (weeks_term(weeks_by, read.draw),)
        path = ("phases", name, "weeks_by", "levels", read.value)
        return _Base(weeks, known, terms, level.cite or weeks_by.cite or cite, path, read)

    def _first(self, base: _Base) -> Step:
        place = self._rules.place(*base.path)
        cite = self._cite(base.cite)
        read = {} if base.read is None else self._read(base.read)
        return Step("base", base.weeks, place, cite, weeks=base.weeks, **read)

    def _step(self, effect: _Effect, read: Settled, factor: Triple, weeks: Triple) -> Step:
        entry = ("curve",) if effect.modifier.levels is None else ("levels", read.value)
        return Step(
            step=effect.name,
            title=text_in(effect.modifier.title, self._language, effect.name),
            factor=factor,
            strength=effect.strength,
            before=weeks,
            after=_times(weeks, factor),
            cite=self._cite(effect.modifier.cite),
            place=self._rules.place("modifiers", effect.name, *entry),
            **self._read(read),
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


@lru_cache(maxsize=256)
def _effects_on(pack: Pack, phase: str) -> tuple[_Effect, ...]:
    """Return the modifiers that act on a phase, in the pack's order."""
    found = (
        (name, modifier, modifier.applies_to.get(phase, modifier.applies_to.get(ALL_PHASES)))
        for name, modifier in pack.modifiers.items()
    )
    return tuple(
        _Effect(name, modifier, strength)
        for name, modifier, strength in found
        if strength is not None
    )


def _times(weeks: Triple, factor: Triple) -> Triple:
    return weeks[0] * factor[0], weeks[1] * factor[1], weeks[2] * factor[2]
