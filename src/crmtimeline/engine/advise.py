"""Advise: what would shorten a project or firm up its range, best first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from crmtimeline.engine.basis import basis
from crmtimeline.engine.deadline import probability_within
from crmtimeline.engine.estimate import pack_shown, profile_shown, simulation_shown
from crmtimeline.engine.goal import seek
from crmtimeline.engine.levers import Step, steps
from crmtimeline.engine.outlook import Outlook
from crmtimeline.engine.questions import narrowing, worth_asking
from crmtimeline.engine.results import TOTAL_SHARES, Spreads, rounded_weeks, worked
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.statistics import percentiles
from crmtimeline.engine.targets import limit
from crmtimeline.engine.variants import Variants
from crmtimeline.errors import Place
from crmtimeline.model.advice import (
    Advice,
    AvoidableShown,
    CombinationShown,
    GoalShown,
    LeverShown,
    QuestionShown,
    Saved,
    TooLong,
)
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.cite import cite_shown
from crmtimeline.model.claim import Claimed
from crmtimeline.model.figures import TotalSpread
from crmtimeline.model.origin import Tool
from crmtimeline.model.pack import RulePack
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Value, text_in

BEST = 6
"""How many of the best levers are combined."""

SHOWN = 3
"""How many of the best pairs and triples are shown."""


@dataclass(frozen=True)
class Target:
    """What is to be reached: weeks, as they were asked for, at a percentile such as 80."""

    text: str
    weeks: float
    confidence: int


class Adviser:
    """Advises on one project; estimates each variant of it once."""

    def __init__(
        self,
        rules: RulePack,
        profile: Profile,
        settings: Settings,
        calendar: Calendar | None = None,
    ) -> None:
        self._rules, self._profile, self._settings = rules, profile, settings
        self._variants = Variants(rules, profile, settings, calendar)
        self._plan = self._variants.project({}).plan(self._variants.dated)

    def target(self, claimed: Claimed, confidence: int) -> Target:
        """Return the target that somebody names. Raises InputError P118 or P124, see `limit`."""
        weeks = limit(claimed, self._variants.dated, Place("--target"))
        return Target(claimed.text, weeks, confidence)

    def advice(self, target: Target | None = None) -> Advice:
        """Return levers, questions and combinations, and how to reach the target, if any."""
        language, settings = self._settings.language, self._settings
        levers = self._levers()
        useful = [step for step in levers if _saves(self._shown(step))]
        best = sorted(useful, key=lambda each: _order(self._shown(each)))
        return Advice(
            schema="crmtimeline/advise/1",
            tool=Tool(settings.version),
            language=language,
            profile=profile_shown(self._rules.pack, self._profile, language),
            pack=pack_shown(self._rules, language),
            simulation=simulation_shown(self._variants.project({})),
            weeks=TotalSpread(*self._whole({})),
            deadline=self._profile.keys.deadline if self._variants.dated else None,
            levers=tuple(map(self._shown, best)),
            risks=tuple(sorted(self._risks(), key=_order)),
            questions=tuple(self._questions(self._plan)),
            combinations=tuple(self._combinations(best[:BEST])),
            goal=self._goal(levers, target) if target else None,
            basis=basis(
                self._rules.pack,
                self._profile,
                self._plan.inputs,
                self._plan.activities,
                language,
            ),
        )

    def _levers(self) -> list[Step]:
        """Return every lever that makes no percentile of the whole longer."""
        pack = self._rules.pack
        found = steps(pack, self._profile, self._plan.inputs, self._variants.draw)
        now = self._whole({})
        return [
            step
            for step in found
            if self._variants.is_open(step.name)
            and self._variants.possible(step.changes)
            and all(
                then <= before for then, before in zip(self._whole(step.changes), now, strict=True)
            )
        ]

    def _whole(self, changes: dict[str, Value]) -> list[float]:
        """Return the percentiles of the whole as an estimate prints them."""
        return _printed(self._variants, changes)

    def _saved(self, changes: dict[str, Value]) -> Saved:
        return self._saved_by(self._whole(changes))

    def _saved_by(self, then: list[float]) -> Saved:
        now = self._whole({})
        return Saved(*(rounded_weeks(now[at] - then[at]) for at in (1, 2)))

    def _shown(self, step: Step) -> LeverShown:
        language, settled = self._settings.language, step.settled
        return LeverShown(
            id=step.name,
            title=step.title(language),
            changes=step.changes,
            settings=(step.setting,),
            before=settled.shown(language) if settled.given else None,
            after=settled.label(step.value, language),
            weeks_saved=self._saved(step.changes),
            probability_gained=self._gained(step),
            acts=step.lever.acts,
            cite=cite_shown(step.lever.cite, language),
        )

    def _gained(self, step: Step) -> float | None:
        day, dated = self._profile.keys.deadline, self._variants.dated
        if day is None or dated is None:
            return None
        days = dated.days.through(day)
        now, then = (
            probability_within(self._variants.ends(each), days) for each in ({}, step.changes)
        )
        return round(then - now, 3)

    def _risks(self) -> Iterator[AvoidableShown]:
        """Yield the risks that can still be avoided: those of phases that have not begun."""
        for activity in self._plan.activities:
            if activity.id in self._profile.keys.progress:
                continue
            for hazard in activity.risks:
                saved = self._saved_by(_printed(self._variants.without(hazard.title), {}))
                yield AvoidableShown(hazard.title, activity.id, hazard.probability, saved)

    def _questions(self, plan: Outlook) -> Iterator[QuestionShown]:
        language = self._settings.language
        found = [
            QuestionShown(
                input=each.name,
                title=each.title(language),
                ask=text_in(each.declared.ask, language, each.title(language)),
                narrows_weeks=rounded_weeks(narrowing(self._variants, each)),
            )
            for each in worth_asking(plan.inputs.unknown)
        ]
        yield from sorted(found, key=lambda each: -each.narrows_weeks)

    def _combinations(self, best: Sequence[Step]) -> Iterator[CombinationShown]:
        """Yield the best pairs and the best triples."""
        language = self._settings.language
        for size in (2, 3):
            found = []
            for some in combinations(best, size):
                changes = {name: value for step in some for name, value in step.changes.items()}
                if not self._variants.possible(changes):
                    continue
                names = tuple(step.name for step in some)
                titles = tuple(step.title(language) for step in some)
                found.append(CombinationShown(names, titles, self._saved(changes)))
            saving = [each for each in found if each.weeks_saved.p80 > 0]
            yield from sorted(saving, key=_order)[:SHOWN]

    def _goal(self, levers: Sequence[Step], target: Target) -> GoalShown:
        found = seek(self._variants, levers, target.confidence, target.weeks)
        chosen = [levers[at] for at in found.chosen]
        changes = {name: value for step in chosen for name, value in step.changes.items()}
        language = self._settings.language
        return GoalShown(
            target=target.text,
            target_weeks=rounded_weeks(target.weeks),
            confidence=target.confidence,
            reachable=found.reachable,
            exact=found.exact,
            levers=tuple(step.name for step in chosen),
            titles=tuple(step.title(language) for step in chosen),
            changes=changes,
            settings=tuple(step.setting for step in chosen),
            weeks_now=rounded_weeks(self._variants.weeks({}, target.confidence)),
            weeks=rounded_weeks(self._variants.weeks(changes, target.confidence)),
            too_long=tuple(self._too_long(changes, target)),
        )

    def _too_long(self, changes: dict[str, Value], target: Target) -> Iterator[TooLong]:
        """Yield the phases that exceed the target by themselves."""
        then = self._variants.outlook(changes)
        spreads = Spreads(self._settings.trials)
        for at, activity in enumerate(then.activities):
            lengths = spreads.sorted(worked(then.simulated, at))
            weeks = percentiles(lengths, [target.confidence])[0]
            if weeks > target.weeks:
                yield TooLong(activity.id, activity.title, rounded_weeks(weeks))


def _printed(variants: Variants, changes: dict[str, Value]) -> list[float]:
    return [*map(rounded_weeks, percentiles(variants.ends(changes), TOTAL_SHARES))]


def _order(each: LeverShown | CombinationShown | AvoidableShown) -> tuple[float, float]:
    """Most weeks saved at P80 first, then at P50."""
    return -each.weeks_saved.p80, -each.weeks_saved.p50


def _saves(each: LeverShown) -> bool:
    return each.weeks_saved.p50 > 0 or each.weeks_saved.p80 > 0
