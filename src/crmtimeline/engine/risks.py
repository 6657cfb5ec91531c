"""Risks: in which trials something goes wrong in an activity, and the weeks that it adds.

A risk has two columns of its own, one that says whether it happens and one for its weeks. They are
added to the activity's length: neither common cause nor project spread acts on them.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from crmtimeline.engine.draws import Ranks, column, midpoints, normal_column
from crmtimeline.engine.lengths import Lengths, shape_through
from crmtimeline.model.estimate import RiskShown
from crmtimeline.model.figures import Range
from crmtimeline.model.plan import Absent, Activity, Hazard, Weeks

Happened = NDArray[np.bool_]


def risk_column(title: str) -> str:
    """Return the name of the column that says whether a risk happens."""
    return f"risks.{title}"


def happens(hazard: Hazard, seed: int, trials: int) -> Happened:
    """Return in which trials a risk happens, whether or not its activity is in scope."""
    shares = midpoints(trials).take(column(seed, risk_column(hazard.title), trials).rank)
    found: Happened = shares > 1 - hazard.probability
    return found


def weeks_late(activity: Activity, seed: int, trials: int) -> Weeks:
    """Return the weeks that its risks add to an activity in every trial; 0 without any."""
    late: Weeks = 0.0
    for hazard in activity.risks:
        own = normal_column(seed, f"{risk_column(hazard.title)}.weeks", trials)
        added = shape_through(hazard.weeks).weeks(own, 0.0)
        late = late + np.where(happens(hazard, seed, trials), added, 0.0)
    return late


def delayed(usual: Lengths, activities: Sequence[Activity], seed: int, trials: int) -> Lengths:
    """Return lengths with the weeks that risks add; an activity out of scope has none."""
    if not any(activity.risks for activity in activities):
        return usual
    late = [weeks_late(activity, seed, trials) for activity in activities]
    late = [
        each if out is False else np.where(out, 0.0, each)
        for each, out in zip(late, usual.absent, strict=True)
    ]
    weeks = [one + more for one, more in zip(usual.weeks, late, strict=True)]
    return replace(usual, weeks=tuple(weeks), late=tuple(late))


def risks_shown(
    activities: Sequence[Activity],
    absent: Sequence[Absent],
    happened: Callable[[Hazard], Happened],
) -> tuple[RiskShown, ...]:
    """Return every risk on a phase in scope, with how often it happens."""
    return tuple(
        RiskShown(
            title=hazard.title,
            phase=activity.id,
            probability=hazard.probability,
            weeks=Range(*(round(each, 2) for each in hazard.weeks)),
            happened=round(float(np.mean(happened(hazard) & ~np.asarray(out))), 3),
        )
        for activity, out in zip(activities, absent, strict=True)
        for hazard in activity.risks
    )


def taken_late(late: Weeks, taken: Ranks) -> Weeks:
    """Return the weeks that risks add in the trials taken."""
    return late.take(taken) if isinstance(late, np.ndarray) else late
