"""Re-forecast: trials drawn again in the light of what has happened.

Finished activities are fixed, running ones go on from now, and the rest is drawn under the common
causes and unknown inputs of trials that are taken by how likely they make what was seen. The weeks
that risks added to what has begun are those of the trials taken; risks to come are drawn afresh.
Trials are added until enough of them count.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, log2, sqrt

import numpy as np

from crmtimeline.engine.draws import Floats, column, midpoints, normal_column
from crmtimeline.engine.evidence import (
    Around,
    length_beyond,
    log_at_most,
    log_density,
    log_survival,
)
from crmtimeline.engine.importance import chosen, weighted
from crmtimeline.engine.lengths import (
    Lengths,
    Shape,
    Shared,
    Taken,
    absence,
    lengths,
    phase_column,
    shape_of,
    shape_through,
    usual_shared,
)
from crmtimeline.engine.network import finishes_first
from crmtimeline.engine.posterior import Posterior
from crmtimeline.engine.precedence import going_before, waits_to_finish
from crmtimeline.engine.risks import delayed, taken_late, weeks_late
from crmtimeline.model.plan import Absent, Activity, Actual, Common, Weeks

LEAST_EFFECTIVE = 2_000
"""Trials that the evidence should leave, for percentiles that hold."""

MOST_DOUBLINGS = 5
MOST_DRAWN = 320_000
"""Trials drawn at most: what so many do not hold, more would hardly."""

Tells = Callable[[Shape, Around, Weeks], Floats]
Activities = Sequence[Activity]
Actuals = Mapping[int, Actual]


@dataclass(frozen=True, eq=False, repr=False)
class Reforecast:
    """Trials as what has happened leaves them; `activities` have the draws of those taken."""

    activities: tuple[Activity, ...]
    lengths: Lengths
    posterior: Posterior


def reforecast(
    activities_in: Callable[[int], Activities],
    actuals: Actuals,
    common: Common,
    seed: int,
    trials: int,
) -> Reforecast | None:
    """Return the trials of a project in which `actuals` have happened; None if they cannot have.

    `activities_in` gives the activities in so many trials.
    """
    drawn = min(max(trials, LEAST_EFFECTIVE), MOST_DRAWN)
    most = min(drawn << MOST_DOUBLINGS, MOST_DRAWN)
    while True:
        activities = activities_in(drawn)
        late = {at: weeks_late(activities[at], seed, drawn) for at in actuals}
        seen = _Seen(activities, actuals, common, late)
        found = weighted(usual_shared(seed, drawn), seen.log_likelihood)
        if found is None or found.effective >= LEAST_EFFECTIVE or drawn == most:
            break
        drawn = min(drawn << ceil(log2(LEAST_EFFECTIVE / found.effective)), most)
    if found is None:
        return None
    taken = chosen(found.weights, trials)
    shared = Shared(*(each.take(taken) for each in found.shared))
    posterior = Posterior(shared, drawn, int(found.effective), taken)
    redrawn = posterior.redrawn(activities)
    usual = delayed(lengths(redrawn, common, shared, seed), redrawn, seed, trials)
    weeks = list(usual.weeks)
    late = {at: taken_late(each, taken) for at, each in late.items()}
    for at, length in _as_happened(redrawn, actuals, around(common, shared), late, seed):
        weeks[at] = length
    ahead = tuple(0.0 if at in actuals else each for at, each in enumerate(usual.late))
    return Reforecast(redrawn, Lengths(tuple(weeks), usual.absent, ahead), posterior)


def around(common: Common, shared: Shared) -> Around:
    """Return what every trial has around an activity's own normal."""
    return Around(
        common=sqrt(common.correlation) * shared.common_cause,
        project=common.project_spread * shared.project,
        own=sqrt(1 - common.correlation),
    )


class _Seen:
    """What was seen, and how likely each trial makes it."""

    def __init__(
        self, activities: Activities, actuals: Actuals, common: Common, late: Mapping[int, Weeks]
    ) -> None:
        taken = Taken()
        self._common = common
        self._told: list[tuple[Tells, Shape, Weeks]] = []
        self._ruled_out: list[Floats] = []
        reported = {activities[at].id for at in actuals}
        for at, actual in actuals.items():
            tied = waits_to_finish(activities[at], actual, actuals)
            if not activities[at].is_gate and not (tied and actual.finished is None):
                tells = log_survival if actual.finished is None else log_density
                tells = log_at_most if tied else tells
                spent = actual.spent - late[at]
                self._told.append((tells, shape_of(activities[at], taken), spent))
            self._require(absence(activities[at], taken), False)
            for tie, before in going_before(activities[at], activities, reported):
                if finishes_first(tie) and before.id not in reported:
                    self._require(absence(before, taken), True)

    def _require(self, absent: Absent, out: bool) -> None:
        """Rule out the trials in which an activity is not out of scope, or is."""
        if isinstance(absent, np.ndarray):
            self._ruled_out.append(np.where(absent == out, 0.0, -np.inf))

    def log_likelihood(self, shared: Shared) -> Floats:
        """Return the log of how likely each trial makes what was seen, but for a constant."""
        trial = around(self._common, shared)
        logs = sum(self._ruled_out, np.zeros(len(trial.common)))
        for tells, shape, own in self._told:
            logs = logs + tells(shape, trial, own)
        return logs


def _as_happened(
    activities: Activities,
    actuals: Actuals,
    trial: Around,
    late: Mapping[int, Weeks],
    seed: int,
) -> Iterator[tuple[int, Weeks]]:
    """Yield the weeks of finished activities, and of running ones in all as they go on from now."""
    shapes = Taken()
    trials = len(trial.common)
    for at, actual in actuals.items():
        name = phase_column(activities[at].id)
        if actual.finished is not None:
            yield at, actual.finished - actual.started
        elif actual.remaining is not None:
            left = shape_through(actual.remaining).weeks(normal_column(seed, name, trials), 0.0)
            yield at, actual.spent + left  # as the user has it: no common cause knows better
        else:
            shares = midpoints(trials).take(column(seed, name, trials).rank)
            shape = shape_of(activities[at], shapes)
            own = length_beyond(shape, trial, actual.spent - late[at], shares)
            yield at, own + late[at]
