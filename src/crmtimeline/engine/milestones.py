"""Milestones: when to expect what comes after a phase, each with a column of its own."""

from collections.abc import Sequence

import numpy as np

from crmtimeline.engine.dating import Dating
from crmtimeline.engine.draws import normal_column
from crmtimeline.engine.lengths import shape_through
from crmtimeline.engine.results import Spreads, quote, rounded_range
from crmtimeline.engine.simulate import Trials
from crmtimeline.model.estimate import MilestoneEstimate
from crmtimeline.model.plan import Expected


def milestones(
    expected: Sequence[Expected],
    spreads: Spreads,
    simulated: Trials,
    seed: int,
    dated: Dating | None,
) -> tuple[MilestoneEstimate, ...]:
    """Return each milestone with its spread from the start of the project."""
    return tuple(_milestone(each, spreads, simulated, seed, dated) for each in expected)


def _milestone(
    each: Expected, spreads: Spreads, simulated: Trials, seed: int, dated: Dating | None
) -> MilestoneEstimate:
    at = simulated.positions[each.after]
    z = normal_column(seed, f"milestones.{each.id}", spreads.trials)
    weeks = simulated.schedule.finish[at] + shape_through(each.weeks).weeks(z, 0.0)
    weeks = np.maximum(weeks, simulated.held.now)  # nobody says that it has come
    finish = spreads.of(weeks, simulated.absent[at])
    exact = spreads.exact(weeks, simulated.absent[at])
    return MilestoneEstimate(
        id=each.id,
        title=each.title,
        after=each.after,
        weeks=rounded_range(each.weeks),
        finish=finish,
        finish_date=dated.last_days(exact) if dated else None,
        quote=quote(finish),
        cite=each.cite,
    )
