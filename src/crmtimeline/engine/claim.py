"""Claim: whether a length that somebody names holds, what cannot fit, and what it would need.

The trials that end within the claim are set against all trials, so that what they have in common is
what would have to be true.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from crmtimeline.engine.basis import basis
from crmtimeline.engine.dating import Dating
from crmtimeline.engine.deadline import rounded_down
from crmtimeline.engine.draws import Floats, Ranks
from crmtimeline.engine.estimate import (
    as_it_stands,
    common_causes,
    dating_of,
    pack_shown,
    profile_shown,
    simulation_shown,
)
from crmtimeline.engine.forecast import Forecast
from crmtimeline.engine.learned import likelier
from crmtimeline.engine.network import FLOAT_TOLERANCE, forward, total_float
from crmtimeline.engine.outlook import Outlook, Project
from crmtimeline.engine.results import Spreads, phases, rounded_weeks, total, worked
from crmtimeline.engine.settings import Settings
from crmtimeline.engine.statistics import percentiles
from crmtimeline.engine.targets import limit
from crmtimeline.errors import Place
from crmtimeline.model.calendar import Calendar
from crmtimeline.model.claim import (
    ChainAtBest,
    ClaimAnswer,
    Claimed,
    ClaimShown,
    NeededInput,
    NeededPhase,
    PhaseAtBest,
)
from crmtimeline.model.estimate import PhaseEstimate
from crmtimeline.model.origin import Tool
from crmtimeline.model.pack import RulePack
from crmtimeline.model.profile import Profile
from crmtimeline.model.strict import Language

WRITTEN = Place("--claim")

SELDOM_CRITICAL = 0.1
"""Criticality index below which a phase hardly decides when the whole ends."""

CLEARLY_SHORTER = 0.85
"""Share (0-1) of its typical weeks up to which a phase has to be shorter: at P80 none is."""


def answer(
    rules: RulePack,
    profile: Profile,
    settings: Settings,
    claimed: Claimed,
    calendar: Calendar | None = None,
) -> ClaimAnswer:
    """Return the answer to a claim on the project of a profile; equal arguments give equal answers.

    Raises InputError P118 for a day without a start, P124 for one before it, and as `estimate`.
    """
    project = Project(rules, profile, settings, common_causes(rules.pack))
    dated = dating_of(rules.pack, profile, calendar)
    weeks = limit(claimed, dated, WRITTEN)
    plan = project.plan(dated)
    now, _ = as_it_stands(project, plan, dated)
    spreads = Spreads(settings.trials)
    whole = total(spreads, now.simulated, now.scenario, dated)
    return ClaimAnswer(
        schema="crmtimeline/claim/1",
        tool=Tool(settings.version),
        language=settings.language,
        profile=profile_shown(rules.pack, profile, settings.language),
        pack=pack_shown(rules, settings.language),
        simulation=simulation_shown(project),
        quote=whole.quote,
        finish_date=whole.finish_date,
        claim=_Judged(plan, now, dated, spreads, weeks).shown(claimed, settings.language),
        basis=basis(rules.pack, profile, plan.inputs, plan.activities, settings.language),
    )


@dataclass(frozen=True, eq=False, repr=False)
class _Judged:
    """A project's trials, and the weeks up to which they are within a claim."""

    plan: Outlook
    now: Outlook
    dated: Dating | None
    spreads: Spreads
    limit: float

    def shown(self, claimed: Claimed, language: Language) -> ClaimShown:
        """Return what the trials say about the claim."""
        end = np.broadcast_to(self.now.simulated.schedule.end, self.spreads.trials)
        within = end <= self.limit
        count = int(np.count_nonzero(within))
        return ClaimShown(
            text=claimed.text,
            weeks=rounded_weeks(self.limit),
            date=claimed.limit if isinstance(claimed.limit, date) else None,
            probability=rounded_down(count / len(end)),
            trials_within=count,
            shortest_weeks=rounded_weeks(end.min()),
            cannot_fit=tuple(self._cannot_fit()),
            chain=self._chain(),
            would_need=(
                (*self._inputs(np.flatnonzero(within), language), *self._phases(within))
                if count
                else ()
            ),
        )

    def _at_best(self, at: int, weeks: float) -> PhaseAtBest:
        activity = self.now.activities[at]
        return PhaseAtBest(activity.id, activity.title, rounded_weeks(weeks))

    def _cannot_fit(self) -> Iterator[PhaseAtBest]:
        """Yield the phases that exceed it in nine of ten trials; where absent they take nothing."""
        for at in range(len(self.now.activities)):
            (best,) = percentiles(self.spreads.sorted(worked(self.now.simulated, at)), [10])
            if best > self.limit:
                yield self._at_best(at, best)

    def _chain(self) -> ChainAtBest | None:
        """Return the phases that are critical with all at their P10, where that is too long."""
        trials, activities = self.now.simulated, self.now.activities
        best = [percentiles(self.spreads.sorted(each), [10])[0] for each in trials.weeks]
        absent = [
            each.presence is not None and not weeks
            for each, weeks in zip(activities, best, strict=True)
        ]
        schedule = forward(trials.net, best, absent, trials.held)
        if schedule.end <= self.limit:
            return None
        floats = total_float(trials.net, schedule, trials.held)
        critical = [
            at
            for at, weeks in enumerate(best)
            if weeks and floats[at] <= FLOAT_TOLERANCE and not self._is_done(at)
        ]
        chain = tuple(self._at_best(at, best[at]) for at in critical)
        return ChainAtBest(rounded_weeks(schedule.end), chain)

    def _is_done(self, at: int) -> bool:
        actual = self.now.simulated.held.actuals.get(at)
        return actual is not None and actual.finished is not None

    def _inputs(self, within: Ranks, language: Language) -> Iterator[NeededInput]:
        """Yield the unknown inputs that the trials within the claim have otherwise."""
        taken = self.now.found.taken if isinstance(self.now, Forecast) else None
        unknown = self.plan.inputs.unknown
        for each in likelier(unknown, self.now.inputs, taken, within, language):
            yield NeededInput("input", **vars(each))

    def _phases(self, within: NDArray[np.bool_]) -> Sequence[NeededPhase]:
        """Return the phases that decide the end and are shorter within the claim, most first."""
        found = phases(
            self.spreads, self.now.activities, self.now.simulated, self.now.scenario, self.dated
        )
        needed = [
            self._needed(at, phase, within)
            for at, phase in enumerate(found)
            if phase.criticality_index >= SELDOM_CRITICAL and not phase.gate
        ]
        shorter = [each for each in needed if each is not None and each.share <= CLEARLY_SHORTER]
        return sorted(shorter, key=lambda each: each.needed_weeks - each.typical_weeks)

    def _needed(
        self, at: int, phase: PhaseEstimate, within: NDArray[np.bool_]
    ) -> NeededPhase | None:
        """Return a phase against its typical weeks; None if it never happens within the claim."""
        absent = self.now.simulated.absent[at]
        weeks = np.broadcast_to(worked(self.now.simulated, at), len(within))
        some: Floats = weeks[within & ~np.asarray(absent)]
        typical = self.spreads.exact(worked(self.now.simulated, at), absent)[1]
        if not len(some) or not typical:
            return None
        (median,) = percentiles(np.sort(some), [50])
        return NeededPhase(
            kind="phase",
            id=phase.id,
            title=phase.title,
            typical_weeks=rounded_weeks(typical),
            needed_weeks=rounded_weeks(median),
            share=round(median / typical, 3),
        )
