"""Results: what leaves the engine, percentiles and shares of the trials, rounded.

Weeks are rounded to 0.01, shares to 0.001 and factors to 6 digits, which also hides the last bits
in which processors differ. A number to be quoted is rounded up to whole weeks.
"""

from collections.abc import Iterator, Sequence
from math import ceil

import numpy as np

from crmtimeline.engine.draws import Floats
from crmtimeline.engine.network import FLOAT_TOLERANCE, Absent, Weeks
from crmtimeline.engine.simulate import Scenarios, Trials
from crmtimeline.engine.statistics import percentiles
from crmtimeline.model.estimate import (
    PhaseEstimate,
    Quote,
    Range,
    Spread,
    Total,
    TotalSpread,
    TraceStep,
)
from crmtimeline.model.plan import Activity, Step, Triple

WEEKS_PER_MONTH = 52 / 12

PHASE_SHARES = (10, 50, 80, 90)
TOTAL_SHARES = (10, 50, 80, 90, 95)


class Spreads:
    """Takes percentiles of arrays over trials, sorting each array once.

    A chain of phases shares arrays: one's finish is the next one's start.
    """

    def __init__(self, trials: int) -> None:
        self.trials = trials
        self._sorted: dict[int, Floats] = {}
        self._arrays: list[Weeks] = []

    def of(self, weeks: Weeks, absent: Absent = False) -> Spread:
        """Return percentiles over the trials in which a phase is in scope, rounded."""
        if not isinstance(weeks, np.ndarray):
            return Spread(*[_weeks(weeks)] * len(PHASE_SHARES))
        ordered = self.sorted(weeks) if absent is False else np.sort(weeks[~absent])
        if not len(ordered):
            return Spread(*[0.0] * len(PHASE_SHARES))
        return Spread(*map(_weeks, percentiles(ordered, PHASE_SHARES)))

    def sorted(self, weeks: Weeks) -> Floats:
        """Return the array sorted; a number counts as that number in every trial."""
        if id(weeks) not in self._sorted:
            self._arrays.append(weeks)  # an array that is gone could hand its id to another
            array = weeks if isinstance(weeks, np.ndarray) else np.full(self.trials, weeks)
            self._sorted[id(weeks)] = np.sort(array)
        return self._sorted[id(weeks)]


def total(spreads: Spreads, simulated: Trials, scenario: Scenarios) -> Total:
    """Return the length of the whole, in weeks, months and whole weeks to quote."""
    weeks = percentiles(spreads.sorted(simulated.schedule.end), TOTAL_SHARES)
    rounded = TotalSpread(*map(_weeks, weeks))
    return Total(
        weeks=rounded,
        months=TotalSpread(*map(_months, weeks)),
        scenario=rounded_range(scenario.ends),
        scenario_months=Range(*map(_months, scenario.ends)),
        quote=quote(rounded),
    )


def quote(weeks: Spread) -> Quote:
    """Return rounded percentiles as whole weeks to quote, rounded up."""
    return Quote(ceil(weeks.p50), ceil(weeks.p80), ceil(weeks.p90))


def phases(
    spreads: Spreads, activities: Sequence[Activity], simulated: Trials, scenario: Scenarios
) -> tuple[PhaseEstimate, ...]:
    """Return every phase in scope with its range, its simulated spreads and its trace."""
    schedule = simulated.schedule
    return tuple(
        PhaseEstimate(
            id=activity.id,
            title=activity.title,
            weeks=rounded_range(activity.weeks),
            duration=spreads.of(simulated.weeks[at], simulated.absent[at]),
            start=spreads.of(schedule.start[at], simulated.absent[at]),
            finish=spreads.of(schedule.finish[at], simulated.absent[at]),
            in_scope=round(1 - _share(simulated.absent[at]), 3),
            in_scenario=activity.in_scenario,
            criticality_index=_share(_critical(simulated.floats[at], simulated.absent[at])),
            total_float_weeks=_weeks(scenario.floats[at]) if activity.in_scenario else None,
            gate=activity.is_gate,
            trace=tuple(_trace(activity.trace)),
            cite=activity.cite,
        )
        for at, activity in enumerate(activities)
    )


def _critical(total_float: Weeks, absent: Absent) -> Absent | np.bool_:
    """Return in which trials a phase has no float; never where it is out of scope."""
    critical = total_float <= FLOAT_TOLERANCE
    return critical if absent is False else critical & ~np.asarray(absent)


def _share(holds: Absent | np.bool_) -> float:
    """Return in which share of trials something holds, rounded."""
    if isinstance(holds, np.ndarray):
        return round(np.count_nonzero(holds) / len(holds), 3)
    return float(holds)


def rounded_range(weeks: Triple) -> Range:
    """Return a range as it leaves the engine."""
    return Range(*map(_weeks, weeks))


def _trace(steps: Sequence[Step]) -> Iterator[TraceStep]:
    """Yield the steps rounded; each begins with the very range that ended the one before it."""
    before: Range | None = None
    for step in steps:
        after = rounded_range(step.after)
        factor: float | Range | None = None
        if step.factor is not None:
            low, likely, high = (round(each, 6) for each in step.factor)
            factor = low if low == likely == high else Range(low, likely, high)
        yield TraceStep(
            step=step.step,
            after=after,
            place=step.place,
            cite=step.cite,
            title=step.title,
            weeks=None if step.weeks is None else after,
            factor=factor,
            strength=step.strength,
            before=before,
            input=step.input,
            input_title=step.input_title,
            value=step.value,
            shown=step.shown,
            assumed=step.assumed,
        )
        before = after


def _weeks(weeks: Weeks) -> float:
    return round(float(weeks), 2) + 0.0  # no -0.0


def _months(weeks: float) -> float:
    return _weeks(weeks / WEEKS_PER_MONTH)
